import type { Disk } from './disk.ts';

/**
 * Returns a disk that asks about each path once and then remembers the answer. It is made for one question and thrown away with it:
 * many topics ask about the same folders, and they should all be told the same.
 */
export function rememberingDisk(disk: Disk): Disk {
  return {
    stat: remembered((path) => disk.stat(path)),
    realPath: remembered((path) => disk.realPath(path)),
    linksOn: remembered((path) => disk.linksOn(path)),
    readText: remembered((path) => disk.readText(path)),
    readTextNow: remembered((path) => disk.readTextNow(path)),
    list: remembered((folder) => disk.list(folder)),
    // It can be cancelled, and an answer that was given up must not be kept.
    sha256: (path, signal) => disk.sha256(path, signal),
  };
}

function remembered<T>(ask: (path: string) => T): (path: string) => T {
  const answers = new Map<string, { readonly is: T }>();
  return (path) => {
    const answer = answers.get(path) ?? { is: ask(path) };
    answers.set(path, answer);
    return answer.is;
  };
}
