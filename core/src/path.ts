/**
 * The few path functions core needs, without `node:path`: core also runs in a browser, and a path that was read from a
 * label or a mount need not be a path of the machine we run on. What kind of path it is, is therefore read from the path
 * itself: a drive (`C:\`) or a UNC share (`\\server`) makes it a Windows path, everything else is a POSIX path. Absolute paths
 * in containers begin with `/` and so are always POSIX paths.
 */

const DRIVE = /^[A-Za-z]:(?=[\\/]|$)/;
const UNC_SHARE = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/;
const UNC_START = /^\\\\[^\\/]/;

/** Returns whether `path` is a Windows path: it begins with a drive, or with two backslashes and a server. */
export const isWindowsPath = (path: string): boolean => DRIVE.test(path) || UNC_START.test(path);

/** Returns whether `path` is absolute in its own kind. */
export const isAbsolute = (path: string): boolean => path.startsWith('/') || isWindowsPath(path);

/** The root of a path (`/`, `C:\`, `\\server\share\`, empty when relative), and the names that follow it, as written. */
interface SplitPath {
  readonly root: string;
  readonly names: readonly string[];
}

function split(path: string, asWindows: boolean): SplitPath {
  if (!asWindows) {
    return { root: path.startsWith('/') ? '/' : '', names: path.split('/') };
  }
  const drive = DRIVE.exec(path)?.[0];
  if (drive !== undefined) {
    return { root: `${drive.toUpperCase()}\\`, names: path.slice(drive.length).split(/[\\/]/) };
  }
  const share = UNC_START.test(path) ? (UNC_SHARE.exec(path)?.[0] ?? path) : '';
  const root =
    share === ''
      ? ''
      : `\\\\${share
          .split(/[\\/]+/)
          .filter(Boolean)
          .join('\\')}\\`;
  return { root, names: path.slice(share.length).split(/[\\/]/) };
}

function resolveDots({ root, names }: SplitPath): SplitPath {
  const kept: string[] = [];
  for (const name of names) {
    if (name === '' || name === '.') continue;
    if (name !== '..') kept.push(name);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (root === '') kept.push(name);
  }
  return { root, names: kept };
}

const put = ({ root, names }: SplitPath, separator: string): string => root + names.join(separator) || '.';

const separatorOf = (asWindows: boolean): string => (asWindows ? '\\' : '/');

/**
 * Returns `path` in its shortest form: no empty name, no `.`, no `..` that can be resolved, no separator at its end; the
 * empty path is `.`. Windows paths get backslashes and an upper-case drive. Symbolic links are not looked at.
 */
export function normalise(path: string): string {
  const asWindows = isWindowsPath(path);
  return put(resolveDots(split(path, asWindows)), separatorOf(asWindows));
}

/** Returns `path` in its shortest form as a POSIX path whatever it looks like: in a container `C:\x` is an ordinary name. */
export const normalisePosix = (path: string): string => put(resolveDots(split(path, false)), '/');

/** Returns the parts put together and normalised; the first part decides the kind of path, later roots do not restart it. */
export function join(first: string, ...rest: readonly string[]): string {
  const asWindows = isWindowsPath(first);
  const start = split(first, asWindows);
  const names = rest.flatMap((part) => part.split(asWindows ? /[\\/]/ : '/'));
  return put(resolveDots({ root: start.root, names: [...start.names, ...names] }), separatorOf(asWindows));
}

/** Returns `path` if it is absolute, else `path` as seen from the folder `base`; normalised either way. */
export const resolve = (base: string, path: string): string => (isAbsolute(path) ? normalise(path) : join(base, path));

/** Returns the folder `path` lies in: a root is its own folder, and a single name lies in `.`. */
export function dirname(path: string): string {
  const asWindows = isWindowsPath(path);
  const { root, names } = resolveDots(split(path, asWindows));
  return put({ root, names: names.slice(0, -1) }, separatorOf(asWindows));
}

/** Returns the last name of `path`, empty for a root. */
export function basename(path: string): string {
  return resolveDots(split(path, isWindowsPath(path))).names.at(-1) ?? '';
}

/**
 * Returns the way from the folder `from` to `to`, always with `/` between names, or null when there is none: another
 * kind of path, another drive or share, or one of them relative and the other absolute. The same place is `.`.
 * Windows names are compared without regard to case, as its file systems do.
 */
export function relative(from: string, to: string): string | null {
  const asWindows = isWindowsPath(from);
  if (asWindows !== isWindowsPath(to)) return null;
  const start = resolveDots(split(from, asWindows));
  const end = resolveDots(split(to, asWindows));
  const fold = (name: string): string => (asWindows ? name.toLowerCase() : name);
  if (fold(start.root) !== fold(end.root)) return null;

  let shared = 0;
  while (shared < start.names.length && shared < end.names.length) {
    if (fold(start.names[shared] ?? '') !== fold(end.names[shared] ?? '')) break;
    shared += 1;
  }
  const up = start.names.slice(shared);
  // How far up `..` leads from an unknown folder cannot be known.
  if (up.includes('..')) return null;
  return [...up.map(() => '..'), ...end.names.slice(shared)].join('/') || '.';
}

/** Returns whether `path` is `folder` or lies below it, by their names alone. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== null && way !== '..' && !way.startsWith('../');
}
