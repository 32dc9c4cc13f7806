import { createHash } from 'node:crypto';
import { constants, readFileSync, statSync } from 'node:fs';
import { lstat, open, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What a path is. Times are milliseconds since 1970, with a fraction; null where the file system does not keep them. */
export interface DiskEntry {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
  readonly modifiedMs: number;
  /** When the inode last changed; unlike `modifiedMs` nobody can set it. */
  readonly changedMs: number;
  readonly accessedMs: number | null;
  readonly bornMs: number | null;
}

/** A symbolic link on the way to a path. */
export interface DiskLink {
  readonly path: string;
  /** As the link holds it, relative or not. */
  readonly target: string;
  /** When the link was made or made anew, in milliseconds since 1970: a link cannot be changed in place. */
  readonly madeMs: number;
}

/** A name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isFile: boolean;
  readonly isLink: boolean;
}

/** The questions we ask of the disk. Nothing is written; what cannot be read is null, and only `sha256` throws. */
export interface Disk {
  /** Follows symbolic links. */
  stat(path: string): Promise<DiskEntry | null>;
  /** Returns the path with all symbolic links resolved, null when it does not exist. */
  realPath(path: string): Promise<string | null>;
  /** Returns the symbolic links that a path goes through, in order; empty when there are none or the path does not exist. */
  linksOn(path: string): Promise<readonly DiskLink[]>;
  /** Returns a text file's content (UTF-8), null when it cannot be read or is larger than 4 MB. */
  readText(path: string): Promise<string | null>;
  /** The same at once, for readers that follow one file to the next. */
  readTextNow(path: string): string | null;
  /** Returns the content's sha256 in lower-case hex; rejects when the file cannot be read. */
  sha256(path: string, signal?: AbortSignal): Promise<string>;
  /** Returns a folder's entries, an empty list when it cannot be read. A symbolic link is neither folder nor file. */
  list(folder: string): Promise<readonly FolderEntry[]>;
}

/** A text file larger than this is no Dockerfile, Compose file or ignore file. */
const textLimit = 4 * 1024 * 1024;

/** The disk of this machine. */
export const nodeDisk: Disk = {
  stat: statOrNull,
  realPath: (path) => realpath(path).catch(() => null),
  linksOn,
  readText: async (path) => {
    const entry = await statOrNull(path);
    if (entry?.kind !== 'file' || entry.size > textLimit) return null;
    return readFile(path, 'utf8').catch(() => null);
  },
  readTextNow: (path) => {
    try {
      const { size } = statSync(path);
      return size > textLimit ? null : readFileSync(path, 'utf8');
    } catch {
      // A file that is not there or not readable is an answer here: the reader names it in its problems.
      return null;
    }
  },
  sha256,
  list: async (folder) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
      isFile: entry.isFile(),
      isLink: entry.isSymbolicLink(),
    }));
  },
};

/** As many links as Linux follows: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const maximumLinks = 40;

async function linksOn(path: string): Promise<readonly DiskLink[]> {
  const links: DiskLink[] = [];
  let rest = path;
  while (links.length < maximumLinks) {
    const found = await firstLinkOn(rest);
    if (!found) break;
    const { below, ...link } = found;
    links.push(link);
    rest = join(resolve(dirname(link.path), link.target), below);
  }
  return links;
}

/** Returns the first link on a path's way, and what of the path lies behind it. */
async function firstLinkOn(path: string): Promise<(DiskLink & { readonly below: string }) | null> {
  const above = [path];
  for (let folder = dirname(path); folder !== above[0]; folder = dirname(folder)) above.unshift(folder);
  for (const each of above) {
    const entry = await lstat(each).catch(() => null);
    if (!entry?.isSymbolicLink()) continue;
    const target = await readlink(each).catch(() => null);
    if (target !== null) return { path: each, target, madeMs: entry.mtimeMs, below: relative(each, path) };
  }
  return null;
}

async function statOrNull(path: string): Promise<DiskEntry | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
  return {
    kind,
    size: found.size,
    modifiedMs: found.mtimeMs,
    changedMs: found.ctimeMs,
    accessedMs: keepsAccessTimes(path, found.dev) ? found.atimeMs : null,
    // A file system without creation times answers 1970.
    bornMs: found.birthtimeMs > 0 ? found.birthtimeMs : null,
  };
}

/**
 * Whether reading a file moves its access time. With `relatime`, the default on Linux, the first read after a change does; with
 * `noatime` none does, and the time would claim that nobody has read the file. See https://man7.org/linux/man-pages/man8/mount.8.html
 */
function keepsAccessTimes(path: string, device: number): boolean {
  const known = keepersByDevice.get(device);
  if (known !== undefined) return known;
  const keeps = process.platform === 'linux' && isMountedWithAccessTimes(path);
  keepersByDevice.set(device, keeps);
  return keeps;
}

/** Thousands of files lie on a few devices, and how these are mounted is read once. */
const keepersByDevice = new Map<number, boolean>();

/** File systems that are served over a network or by another machine, whose own readers leave no trace here. */
const servedElsewhere = /^(nfs|cifs|smb|9p|virtiofs|vboxsf|fuse)/;

function isMountedWithAccessTimes(path: string): boolean {
  const mounts = nodeDisk.readTextNow('/proc/self/mounts');
  if (mounts === null) return false;
  const covering = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, folder]) => folder !== undefined && isBelow(folder, path))
    .sort(([, a = ''], [, b = '']) => b.length - a.length)[0];
  if (covering === undefined || servedElsewhere.test(covering[2] ?? '')) return false;
  return !(covering[3] ?? '').split(',').includes('noatime');
}

/** Returns whether `path` is `folder` or inside it; both are absolute paths of this machine. */
export function isBelow(folder: string, path: string): boolean {
  const rest = relative(folder, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

/** Returns the path from `folder` to a path inside it, with `/` between names; null when it is not inside. */
export function pathInside(folder: string, path: string): string | null {
  return isBelow(folder, path) ? relative(folder, path).split(sep).join('/') : null;
}

/** So much of a file is in memory at a time, in bytes; a buffer is used again for the next file. */
const pieceSize = 128 * 1024;
const spareBuffers: Buffer[] = [];

async function sha256(path: string, signal?: AbortSignal): Promise<string> {
  const file = await openQuietly(path);
  const buffer = spareBuffers.pop() ?? Buffer.allocUnsafeSlow(pieceSize);
  try {
    const hash = createHash('sha256');
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, pieceSize);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    spareBuffers.push(buffer);
    await file.close();
  }
}

/** Our own reading must not look like somebody's: where the system allows it, the access time stays as it is. */
async function openQuietly(path: string) {
  if (process.platform === 'linux') {
    const quiet = await open(path, constants.O_RDONLY | constants.O_NOATIME).catch(() => null);
    if (quiet) return quiet;
  }
  return open(path, 'r');
}

/** Returns all files below a folder, by their paths inside it with `/`, at most `limit`; `skip` keeps a file or folder out. */
export async function walk(
  disk: Disk,
  folder: string,
  skip: (pathInside: string, isFolder: boolean) => boolean,
  limit: number,
): Promise<{ readonly files: readonly string[]; readonly isComplete: boolean }> {
  const files: string[] = [];
  const folders = [''];
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    for (const { name, isFolder, isFile } of await disk.list(at === '' ? folder : join(folder, at))) {
      const path = at === '' ? name : `${at}/${name}`;
      if (skip(path, isFolder)) continue;
      if (isFolder) folders.push(path);
      else if (isFile) files.push(path);
      if (files.length >= limit) return { files, isComplete: false };
    }
  }
  return { files, isComplete: true };
}
