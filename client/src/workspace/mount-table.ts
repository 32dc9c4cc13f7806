/**
 * Returns the root of the mount that covers a path, from the text of a `mountinfo`; null when none does. Field 4 is the mount's root,
 * which ends in `//deleted` when it was removed on the host, and field 5 where it is mounted:
 * https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function mountRootIn(mountinfo: string, path: string): string | null {
  const mounts = mountinfo
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, , , root = '', at = '']) => ({ root: unescaped(root), at: unescaped(at) }))
    .filter(({ at }) => at !== '' && (at === path || path.startsWith(at === '/' ? '/' : `${at}/`)));
  // Of two mounts at one place the later one lies above.
  const covering = mounts.reduce<(typeof mounts)[number] | null>(
    (best, next) => (best && best.at.length > next.at.length ? best : next),
    null,
  );
  return covering?.root ?? null;
}

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
const unescaped = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
