import { join } from 'node:path';
import { decide, parseDockerignore } from '../../../core/src/dockerignore/dockerignore.ts';
import { dirname } from '../../../core/src/path.ts';
import type { Text } from '../../../core/src/text.ts';
import { hostPathOf, mountOver } from '../diagnosis/covering-mount.ts';
import { isBelow, pathInside, walk } from '../workspace/disk.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, missing, type Gatherer } from './gatherer.ts';
import { readArchive } from './read-archive.ts';

/** Folders that no one edits; a mount of a project would otherwise be walked through them. */
const unedited = new Set(['node_modules', '.git', '.venv', '__pycache__', '.next', '.cache']);

/** So many files are compared; with more, the answer says that it is not complete. */
const maximumFiles = 20_000;

/** So many files are open at a time. */
const maximumOpen = 32;

/** A folder with more files directly in it than this is read whole; the requests would cost more than its other content. */
const maximumSingleFiles = 24;

/** A file of the workspace and where the container has it. `isLive` when a bind mount shows the very file. */
interface Pair {
  readonly path: string;
  readonly containerPath: string;
  readonly isLive: boolean;
}

/**
 * Compares all files that the container should have from the workspace, or from the folder that was asked about, and records how many
 * differ. Returns the file whose way shows why: the one changed last among those that differ, else the one changed last.
 */
export async function gatherDifferences(gatherer: Gatherer): Promise<string | null> {
  const { disk, question, evidence } = gatherer;
  const asked = question.path === null ? null : ((await disk.realPath(question.path)) ?? question.path);
  const { pairs, isComplete } = await pairsOf(gatherer, asked);
  if (pairs.length === 0) return null;
  const compared = pairs.filter(({ isLive }) => !isLive);
  const inContainer = await hashesInContainer(gatherer, compared);
  if ('why' in inContainer) {
    evidence.differences = missing(inContainer.why);
    return newest(
      gatherer,
      pairs.map(({ path }) => path),
    );
  }
  const { different, unread } = await differing(gatherer, compared, inContainer.hashes);
  const shown = different.map((path) => pathInside(asked ?? question.workspaceFolder, path) ?? path);
  evidence.differences = known(
    { compared: pairs.length - unread, different: shown.slice(0, 100), isComplete: isComplete && unread === 0 },
    'sha256sum of the files on both sides',
  );
  return newest(gatherer, different.length > 0 ? different : pairs.map(({ path }) => path));
}

async function pairsOf(
  gatherer: Gatherer,
  asked: string | null,
): Promise<{ pairs: readonly Pair[]; isComplete: boolean }> {
  const { build } = gatherer;
  const live = await livePairs(gatherer, asked);
  if ('problem' in build) return live;
  const copied = await copiedPairs(gatherer, build, asked);
  const taken = new Set(live.pairs.map(({ path }) => path));
  return {
    pairs: [...live.pairs, ...copied.pairs.filter(({ path }) => !taken.has(path))],
    isComplete: live.isComplete && copied.isComplete,
  };
}

async function livePairs(
  { disk, container, question }: Gatherer,
  asked: string | null,
): Promise<{ pairs: readonly Pair[]; isComplete: boolean }> {
  const pairs: Pair[] = [];
  let isComplete = true;
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  for (const mount of container.Mounts.filter(({ Type }) => Type === 'bind')) {
    const source = await disk.realPath(hostPathOf(mount.Source ?? ''));
    if (source === null || !(isBelow(workspace, source) || isBelow(source, workspace))) continue;
    const root = asked !== null && isBelow(source, asked) ? asked : source;
    if (asked !== null && !isBelow(root, asked) && !isBelow(asked, root)) continue;
    const entry = await disk.stat(root);
    const found =
      entry?.kind === 'file' ? { files: [''], isComplete: true } : await walk(disk, root, isUnedited, maximumFiles);
    isComplete &&= found.isComplete;
    for (const file of found.files) {
      const path = file === '' ? root : join(root, file);
      const rest = pathInside(source, path) ?? '';
      const containerPath = rest === '' ? mount.Destination : `${mount.Destination.replace(/\/$/, '')}/${rest}`;
      if (mountOver(container, containerPath)?.mount === mount) pairs.push({ path, containerPath, isLive: true });
    }
  }
  return { pairs, isComplete };
}

async function copiedPairs(
  { disk, container }: Gatherer,
  build: PlannedBuild,
  asked: string | null,
): Promise<{ pairs: readonly Pair[]; isComplete: boolean }> {
  const rules = build.ignoreFile ? parseDockerignore(build.ignoreFile.text) : [];
  const root = asked !== null && isBelow(build.contextFolder, asked) ? asked : build.contextFolder;
  const hasExceptions = rules.some(({ isException }) => isException);
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    const inContext = pathInside(build.contextFolder, join(root, path)) ?? path;
    // An exception may bring back a file of an excluded folder, so such a folder is entered.
    if (isFolder) return path.split('/').includes('.git') || (!hasExceptions && decide(rules, inContext).excluded);
    return decide(rules, inContext).excluded;
  };
  const { files, isComplete } = await walk(disk, root, isIgnored, maximumFiles);
  const pairs = files.flatMap((file) => {
    const path = join(root, file);
    const { final, doubts } = routesFor(build, path);
    const route = final.at(-1);
    return route && doubts.length === 0 ? [{ path, containerPath: route.containerPath, isLive: false }] : [];
  });
  // The archive shows what the image has below a tmpfs, which no process sees.
  const readable = pairs.filter(({ containerPath }) => mountOver(container, containerPath)?.mount.Type !== 'tmpfs');
  return { pairs: readable, isComplete };
}

const isUnedited = (path: string, isFolder: boolean): boolean =>
  isFolder && unedited.has(path.slice(path.lastIndexOf('/') + 1));

/** Returns the sha256 of every wanted path in the container; a path that is not there is not in the map. */
async function hashesInContainer(
  gatherer: Gatherer,
  pairs: readonly Pair[],
): Promise<{ readonly hashes: ReadonlyMap<string, string> } | { readonly why: Text }> {
  const wanted = new Set(pairs.map(({ containerPath }) => containerPath));
  const hashes = new Map<string, string>();
  try {
    for (const root of archivesFor([...wanted])) await readInto(gatherer, root, wanted, hashes);
    return { hashes };
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') throw error;
    return { why: failureText(error) };
  }
}

async function readInto(
  { engine, candidate, ask }: Gatherer,
  root: string,
  wanted: ReadonlySet<string>,
  hashes: Map<string, string>,
): Promise<void> {
  try {
    const parent = dirname(root).replace(/\/$/, '');
    const stream = await engine.archive(candidate.id, root, ask);
    const { entries } = await readArchive(stream, (name) => wanted.has(`${parent}/${name}`));
    for (const { name, sha256 } of entries) if (sha256 !== null) hashes.set(`${parent}/${name}`, sha256);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason !== 'not-found') throw error;
    // The engine says the same of a path and of a container that is not there.
    await engine.container(candidate.id, ask);
  }
}

/**
 * Returns the paths to fetch so that every file comes, and little else: the folders below each highest folder, and the files
 * directly in it one by one, so that what the image made beside them (`node_modules`) stays where it is.
 */
export function archivesFor(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.map((path) => dirname(path)));
  const highest = [...folders].filter((folder) => !hasAncestorIn(folders, folder));
  const archives = new Set<string>();
  for (const folder of highest) {
    const below = paths.filter((path) => dirname(path) === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`));
    const children = new Set(below.map((path) => childOf(folder, path)));
    const files = below.filter((path) => dirname(path) === folder);
    if (files.length > maximumSingleFiles && folder !== '/') archives.add(folder);
    else for (const child of children) archives.add(child);
  }
  return [...archives];
}

const childOf = (folder: string, path: string): string => {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return prefix + (path.slice(prefix.length).split('/')[0] ?? '');
};

function hasAncestorIn(folders: ReadonlySet<string>, folder: string): boolean {
  for (let above = dirname(folder); above !== folder; folder = above, above = dirname(above))
    if (folders.has(above)) return true;
  return false;
}

/** Returns the files whose content differs, and how many of this side could not be read. */
async function differing(
  { disk, ask }: Gatherer,
  pairs: readonly Pair[],
  inContainer: ReadonlyMap<string, string>,
): Promise<{ readonly different: readonly string[]; readonly unread: number }> {
  const compared = await severalAtOnce(pairs, async ({ path, containerPath }) => {
    const sha256 = await disk.sha256(path, ask.signal).catch(() => null);
    return { path, sha256, isEqual: sha256 === inContainer.get(containerPath) };
  });
  return {
    different: compared.flatMap(({ path, sha256, isEqual }) => (sha256 !== null && !isEqual ? [path] : [])),
    unread: compared.filter(({ sha256 }) => sha256 === null).length,
  };
}

/** Does the work for all, a few at a time: thousands of open files are more than a system allows. */
async function severalAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += maximumOpen)
    done.push(...(await Promise.all(all.slice(from, from + maximumOpen).map(work))));
  return done;
}

async function newest({ disk }: Gatherer, paths: readonly string[]): Promise<string | null> {
  const dated = await severalAtOnce(paths, async (path) => ({
    path,
    modifiedMs: (await disk.stat(path))?.modifiedMs ?? 0,
  }));
  return (
    dated.reduce<{ path: string; modifiedMs: number } | null>(
      (best, next) => (best && best.modifiedMs >= next.modifiedMs ? best : next),
      null,
    )?.path ?? null
  );
}
