import { basename, dirname, join } from 'node:path';
import type { Located } from '../../../core/src/compose/source-line.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { Dockerfile, Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import type { BuildArguments } from '../../../core/src/dockerfile/variables.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { runMounts } from '../../../core/src/dockerfile/run-mounts.ts';
import { matchHistory, type HistoryMatch } from '../diagnosis/match-history.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { isBelow, walk, type Disk } from './disk.ts';

/** A Dockerfile that was read, and how much of it stands in an image's history. `target` is the stage that is built; null for the last one. */
export interface FoundDockerfile {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  readonly match: HistoryMatch;
  readonly target: string | null;
}

/** Returns whether a file's name is one that Dockerfiles have. */
export const isDockerfileName = (name: string): boolean =>
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

/** So many files of a workspace are looked at for Dockerfiles, and not deeper than this below it. */
const maximumBeside = 5000;
const deepest = 4;

/** Returns the Dockerfiles anywhere in the workspace, the highest first: a file beside all build contexts has none above it. */
export async function dockerfilesBeside(disk: Disk, workspaceFolder: string): Promise<readonly string[]> {
  const isSkipped = (path: string, isFolder: boolean): boolean =>
    isFolder
      ? /(^|\/)(node_modules|\.git|vendor|target|dist)$/.test(path) || path.split('/').length >= deepest
      : !isDockerfileName(basename(path));
  const { files } = await walk(disk, workspaceFolder, isSkipped, maximumBeside);
  return files.map((file) => join(workspaceFolder, file));
}

/** The stage to build: null for the last one, and undefined where nobody states it and the image's history has to show it. */
export type Target = string | null | undefined;

/** Reads a Dockerfile and compares it with a history; null when it cannot be read. */
export async function readDockerfile(
  disk: Disk,
  path: string,
  history: readonly HistoryJson[],
  target: Target,
  buildArguments: BuildArguments = {},
): Promise<FoundDockerfile | null> {
  const text = await disk.readText(path);
  return text === null ? null : matchDockerfile(path, parseDockerfile(text), history, target, buildArguments);
}

/**
 * Returns the Dockerfile that is written in a Compose file, its lines numbered as they are there. In a block (`|`) they are the file's own, below
 * the key; in any other form of YAML only the first line's number holds.
 */
export async function inlineDockerfile(disk: Disk, { value, at }: Located<string>): Promise<Dockerfile> {
  const { start } = at.range;
  const line = ((await disk.readText(at.file)) ?? '').split('\n')[start.line] ?? '';
  const linesAbove = start.line + (line.startsWith('|', start.character) ? 1 : 0);
  return parseDockerfile('\n'.repeat(linesAbove) + value);
}

/** Returns a Dockerfile compared with a history. */
export function matchDockerfile(
  path: string,
  dockerfile: Dockerfile,
  history: readonly HistoryJson[],
  target: Target,
  buildArguments: BuildArguments = {},
): FoundDockerfile {
  const matchOf = (stage: Stage | null): HistoryMatch =>
    stage
      ? matchHistory(history, dockerfile, stage, buildArguments)
      : { matched: 0, total: 0, entries: new Map(), isWhole: false };
  if (target !== undefined) return { path, dockerfile, match: matchOf(findTarget(dockerfile, target)), target };
  const last = dockerfile.stages.at(-1) ?? null;
  const best = dockerfile.stages
    .toReversed()
    .map((stage) => ({ stage, match: matchOf(stage) }))
    .reduce<{ stage: Stage; match: HistoryMatch } | null>(
      (better, next) => (better && !isBetter(next.match, better.match) ? better : next),
      null,
    );
  if (!best || best.stage === last || best.match.matched === 0)
    return { path, dockerfile, match: matchOf(last), target: null };
  return { path, dockerfile, match: best.match, target: best.stage.name ?? String(best.stage.index) };
}

/**
 * Whether a stage explains the image better than another: the image has no other steps, then more of them are the stage's (with those
 * of the stages it begins with), then the stage has fewer that the image lacks.
 */
function isBetter(match: HistoryMatch, than: HistoryMatch): boolean {
  if (match.isWhole !== than.isWhole) return match.isWhole;
  if (match.matched !== than.matched) return match.matched > than.matched;
  return match.total < than.total;
}

/** Returns the Dockerfiles of a workspace that are in a folder or above it, the nearest first, then all others. */
export async function dockerfilesNear(disk: Disk, folder: string, workspaceFolder: string): Promise<readonly string[]> {
  const above = await dockerfilesAbove(disk, folder, workspaceFolder);
  const beside = await dockerfilesBeside(disk, workspaceFolder);
  return [...new Set([...above, ...beside])];
}

/**
 * Returns the Dockerfile with the largest part of its steps in the history; of equals one that leaves no later step unexplained, then the
 * nearest. Null when none has any step there.
 */
export async function bestDockerfile(
  disk: Disk,
  paths: readonly string[],
  history: readonly HistoryJson[],
  target: Target,
): Promise<FoundDockerfile | null> {
  const read = await Promise.all(paths.map((path) => readDockerfile(disk, path, history, target)));
  const share = ({ match }: FoundDockerfile): number => (match.total === 0 ? 0 : match.matched / match.total);
  return read.reduce<FoundDockerfile | null>((best, next) => {
    if (!next || next.match.matched === 0) return best;
    if (!best || share(best) < share(next)) return next;
    return share(best) === share(next) && next.match.isWhole && !best.match.isWhole ? next : best;
  }, null);
}

/** Returns the nearest Dockerfile if it has no step that a history could show: its base image may do all by ONBUILD. Null for any other. */
export async function dockerfileWithoutSteps(
  disk: Disk,
  paths: readonly string[],
  history: readonly HistoryJson[],
): Promise<FoundDockerfile | null> {
  const [nearest] = paths;
  const found = nearest === undefined ? null : await readDockerfile(disk, nearest, history, undefined);
  return found?.match.total === 0 ? found : null;
}

/** So many folders above the workspace are looked at for what a Dockerfile copies. */
const maximumAbove = 3;

/**
 * Returns the folder that a Dockerfile is most likely built in: the nearest one, from its own upwards to the workspace, that
 * has the most of the paths its COPY and ADD instructions name. Where nothing but the Dockerfile marks the workspace, that may be too narrow:
 * a folder above it counts where it has all of them.
 */
export async function likelyContext(
  disk: Disk,
  found: Pick<FoundDockerfile, 'path' | 'dockerfile'>,
  workspaceFolder: string,
): Promise<string> {
  const sources = found.dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .flatMap(sourcesIn)
    .filter((source) => !/[*?[$]|^<<|:\/\//.test(source) && basename(source) !== '.');
  const own = dirname(found.path);
  let best = { folder: own, count: -1 };
  let above = 0;
  for (let folder = own; best.count < sources.length && above <= maximumAbove; folder = dirname(folder)) {
    const isInWorkspace = isBelow(workspaceFolder, folder) || folder === own;
    if (!isInWorkspace) above++;
    const present = await Promise.all(sources.map((source) => disk.stat(join(folder, source))));
    const count = present.filter((entry) => entry !== null).length;
    if (count > best.count && (isInWorkspace || count === sources.length)) best = { folder, count };
    if (folder === dirname(folder)) break;
  }
  return best.folder;
}

/** The paths of the context that an instruction names. */
function sourcesIn(instruction: Instruction): readonly string[] {
  const { keyword, flags, words } = instruction;
  if (keyword === 'RUN')
    return runMounts(instruction).flatMap(({ type, from, source }) =>
      type === 'bind' && from === null && source !== null ? [source] : [],
    );
  const isCopy = (keyword === 'COPY' || keyword === 'ADD') && !flags.some(({ name }) => name === 'from');
  return isCopy ? words.slice(0, -1).map(({ value }) => value) : [];
}
