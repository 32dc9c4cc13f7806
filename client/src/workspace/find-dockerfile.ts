import { basename, dirname, join } from 'node:path';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { Dockerfile } from '../../../core/src/dockerfile/model.ts';
import type { BuildArguments } from '../../../core/src/dockerfile/variables.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { matchHistory, type HistoryMatch } from '../diagnosis/match-history.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { isBelow, type Disk } from './disk.ts';

/** A Dockerfile that was read, and how much of it stands in an image's history. */
export interface FoundDockerfile {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  readonly match: HistoryMatch;
}

const isDockerfileName = (name: string): boolean =>
  !name.endsWith('.dockerignore') &&
  (/^(Dockerfile|Containerfile)(\..+)?$/.test(name) || /\.(Dockerfile|dockerfile|containerfile)$/.test(name));

/** Returns the Dockerfiles in the file's folder and the folders above it, up to the workspace, the nearest first. */
export async function dockerfilesAbove(disk: Disk, path: string, workspaceFolder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const top = isBelow(workspaceFolder, path) ? workspaceFolder : dirname(path);
  for (let folder = path; isBelow(top, folder); folder = dirname(folder)) {
    const names = (await disk.list(folder))
      .filter(({ isFile, name }) => isFile && isDockerfileName(name))
      .map(({ name }) => name);
    found.push(...names.sort((a, b) => a.length - b.length || a.localeCompare(b)).map((name) => join(folder, name)));
    if (folder === dirname(folder)) break;
  }
  return found;
}

/** Reads a Dockerfile and compares it with a history; null when it cannot be read. */
export async function readDockerfile(
  disk: Disk,
  path: string,
  history: readonly HistoryJson[],
  target: string | null,
  buildArguments: BuildArguments = {},
): Promise<FoundDockerfile | null> {
  const text = await disk.readText(path);
  if (text === null) return null;
  const dockerfile = parseDockerfile(text);
  const built = findTarget(dockerfile, target);
  const match = built
    ? matchHistory(history, dockerfile, built, buildArguments)
    : { matched: 0, total: 0, entries: new Map(), isWhole: false };
  return { path, dockerfile, match };
}

/** Returns the Dockerfile with the largest part of its steps in the history, the nearest of equals; null when none has any step there. */
export async function bestDockerfile(
  disk: Disk,
  paths: readonly string[],
  history: readonly HistoryJson[],
  target: string | null,
): Promise<FoundDockerfile | null> {
  const read = await Promise.all(paths.map((path) => readDockerfile(disk, path, history, target)));
  const share = ({ match }: FoundDockerfile): number => (match.total === 0 ? 0 : match.matched / match.total);
  return read.reduce<FoundDockerfile | null>((best, next) => {
    if (!next || next.match.matched === 0) return best;
    return best && share(best) >= share(next) ? best : next;
  }, null);
}

/**
 * Returns the folder that a Dockerfile is most likely built in: the nearest one, from its own upwards to the workspace, that
 * has the most of the paths its COPY and ADD instructions name.
 */
export async function likelyContext(disk: Disk, found: FoundDockerfile, workspaceFolder: string): Promise<string> {
  const sources = found.dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .filter(
      ({ keyword, flags }) => (keyword === 'COPY' || keyword === 'ADD') && !flags.some(({ name }) => name === 'from'),
    )
    .flatMap(({ words }) => words.slice(0, -1).map(({ value }) => value))
    .filter((source) => !/[*?[$]|^<<|:\/\//.test(source) && basename(source) !== '.');
  const own = dirname(found.path);
  let best = { folder: own, count: -1 };
  for (let folder = own; isBelow(workspaceFolder, folder) || folder === own; folder = dirname(folder)) {
    const present = await Promise.all(sources.map((source) => disk.stat(join(folder, source))));
    const count = present.filter((entry) => entry !== null).length;
    if (count > best.count) best = { folder, count };
    if (folder === dirname(folder)) break;
  }
  return best.folder;
}
