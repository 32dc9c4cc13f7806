/** A line of a `mountinfo`: its number, that of the mount it is on, the root of what is mounted, and where. */
interface Mounted {
  readonly id: string;
  readonly parent: string;
  readonly root: string;
  readonly at: string;
}

/**
 * Returns the root of the mount that covers a path, from the text of a `mountinfo`; null when none does. Fields 1 and 2 are the mount's
 * number and its parent's, field 4 is its root, which ends in `//deleted` when it was removed on the host, and field 5 where it is mounted:
 * https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function mountRootIn(mountinfo: string, path: string): string | null {
  const mounts = mountinfo
    .split('\n')
    .map((line) => line.split(' '))
    .map(([id = '', parent = '', , root = '', at = '']): Mounted => ({
      id,
      parent,
      root: unescaped(root),
      at: unescaped(at),
    }))
    .filter(({ at }) => at !== '' && (at === path || path.startsWith(at === '/' ? '/' : `${at}/`)));
  const longest = Math.max(...mounts.map(({ at }) => at.length));
  const stacked = mounts.filter(({ at }) => at.length === longest);
  return (stacked.findLast((mount) => isOnTop(mount, stacked)) ?? stacked.at(-1))?.root ?? null;
}

/**
 * Whether no other mount of the same place lies on one. Their order does not tell: while Engine 20.10 reads an archive it mounts the
 * sources anew, and these mounts come into the container below those that it has.
 */
const isOnTop = ({ id }: Mounted, stacked: readonly Mounted[]): boolean => stacked.every(({ parent }) => parent !== id);

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
const unescaped = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
