import { defineMessages } from '../../../core/src/text.ts';
import { dirname } from '../../../core/src/path.ts';
import type { Text } from '../../../core/src/text.ts';
import { pathInside } from '../workspace/disk.ts';
import { archivesFor } from './archives-for.ts';
import { EngineFailure } from './engine.ts';
import { wasBuiltSince } from './gather-build.ts';
import { failureText, known, knownValue, missing, type Gatherer } from './gatherer.ts';
import { projectFiles, type Pair } from './project-files.ts';
import { readArchive } from './read-archive.ts';

export const messages = defineMessages({
  comparing: 'Comparing {count} files with {container}',
});

/** So many files are open at a time. */
const maximumOpen = 32;

/** So many archives are read at a time: one makes the engine wait for the disk, many make others wait for the engine. */
const maximumArchives = 4;

/**
 * Compares all files that the container should have from the workspace, or from the folder that was asked about, and records which
 * differ. Returns the file whose way shows why: the one changed last among those that differ, else the source changed last that no build
 * has taken since, else the one changed last; null where the container should have none.
 */
export async function gatherDifferences(gatherer: Gatherer): Promise<string | null> {
  const { disk, question, evidence, name } = gatherer;
  const asked = question.path === null ? null : ((await disk.realPath(question.path)) ?? question.path);
  const { pairs, isComplete, sources } = await projectFiles(gatherer, asked);
  if (pairs.length === 0) return newest(gatherer, sources);
  const there = pairs.filter(({ isDeleted }) => isDeleted !== true).map(({ path }) => path);
  const compared = pairs.filter(({ isLive }) => !isLive);
  gatherer.onProgress?.(messages('comparing', { count: pairs.length, container: name }));
  const [inContainer, onHost] = await Promise.all([
    hashesInContainer(gatherer, compared),
    hashesOnHost(
      gatherer,
      compared.filter(({ isDeleted }) => isDeleted !== true),
    ),
  ]);
  if ('why' in inContainer) {
    evidence.differences = missing(inContainer.why);
    return newest(gatherer, there);
  }
  const sides = compared.map((pair) => ({ pair, is: comparisonOf(onHost.get(pair.path), inContainer, pair) }));
  const those = (wanted: Comparison): readonly string[] =>
    sides.filter(({ is }) => is === wanted).map(({ pair }) => pair.path);
  const shown = (path: string): string => pathInside(asked ?? question.workspaceFolder, path) ?? path;
  const unread = those('unread').length;
  evidence.differences = known(
    {
      compared: pairs.length - unread - those('gone').length,
      different: [...those('different'), ...those('left-over')].map(shown),
      missing: those('missing').map(shown),
      isComplete: isComplete && unread === 0,
    },
    'sha256sum of the files on both sides',
  );
  const differing = [...those('different'), ...those('missing'), ...those('left-over')];
  if (differing.length > 0) return newest(gatherer, differing);
  return (await waitingSource(gatherer, sources)) ?? newest(gatherer, there);
}

/** The source that was changed last, where the container's image may not have what is made of it as it is now. */
async function waitingSource(gatherer: Gatherer, sources: readonly string[]): Promise<string | null> {
  const path = await newest(gatherer, sources);
  if (path === null) return null;
  const isCurrent = knownValue(gatherer.evidence.sameImage)?.isSame === true;
  return isCurrent && (await wasBuiltSince(gatherer, path)) ? null : path;
}

/** `left-over` is a file that was deleted here and that the container has, `gone` one that it does not have either. */
type Comparison = 'equal' | 'different' | 'missing' | 'unread' | 'left-over' | 'gone';

/** What the container has: the sha256 of each path, null for what is no file or could not be read; a path that is absent is left out. */
interface ContainerSide {
  readonly hashes: ReadonlyMap<string, string | null>;
  /** Archives that hold more than was read: a path below them that is left out may be there. */
  readonly cutOff: readonly string[];
}

function comparisonOf(
  host: string | null | undefined,
  side: ContainerSide,
  { containerPath, isDeleted }: Pair,
): Comparison {
  if (isDeleted) return typeof side.hashes.get(containerPath) === 'string' ? 'left-over' : 'gone';
  if (!host) return 'unread';
  const there = side.hashes.get(containerPath);
  if (there === null) return 'unread';
  if (there !== undefined) return there === host ? 'equal' : 'different';
  const isPastEnd = side.cutOff.some((root) => containerPath === root || containerPath.startsWith(`${root}/`));
  return isPastEnd ? 'unread' : 'missing';
}

async function hashesInContainer(
  gatherer: Gatherer,
  pairs: readonly Pair[],
): Promise<ContainerSide | { readonly why: Text }> {
  const { engine, candidate, ask } = gatherer;
  const wanted = new Set(pairs.map(({ containerPath }) => containerPath));
  const hashes = new Map<string, string | null>();
  const cutOff: string[] = [];
  try {
    const ends = await severalAtOnce(archivesFor([...wanted]), maximumArchives, async (root) => {
      const end = await readInto(gatherer, root, wanted, hashes);
      if (end === 'cut-off') cutOff.push(root);
      return end;
    });
    // The engine says the same of a path and of a container that is not there.
    if (ends.includes('absent')) await engine.container(candidate.id, ask);
    return { hashes, cutOff };
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') throw error;
    return { why: failureText(error) };
  }
}

async function readInto(
  { engine, candidate, ask }: Gatherer,
  root: string,
  wanted: ReadonlySet<string>,
  hashes: Map<string, string | null>,
): Promise<'read' | 'cut-off' | 'absent'> {
  try {
    const parent = dirname(root).replace(/\/$/, '');
    const stream = await engine.archive(candidate.id, root, ask);
    const { entries, isComplete } = await readArchive(stream, (name) => wanted.has(`${parent}/${name}`));
    for (const { name, sha256 } of entries) hashes.set(`${parent}/${name}`, sha256);
    return isComplete ? 'read' : 'cut-off';
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return 'absent';
    throw error;
  }
}

/** The sha256 of each file of the workspace; null where it cannot be read. */
async function hashesOnHost(
  { disk, ask }: Gatherer,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, string | null>> {
  const hashes = await severalAtOnce(
    pairs,
    maximumOpen,
    async ({ path }) => [path, await disk.sha256(path, ask.signal).catch(() => null)] as const,
  );
  return new Map(hashes);
}

/** Does the work for all, a few at a time, and returns the results in the order of `all`. Ends with the first failure. */
async function severalAtOnce<T, R>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = [];
  const left = all.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of left) done[index] = await work(one);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return done;
}

async function newest({ disk }: Gatherer, paths: readonly string[]): Promise<string | null> {
  const dated = await severalAtOnce(paths, maximumOpen, async (path) => ({
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
