import type { MountJson } from '../diagnosis/engine-json.ts';
import { lossesOf } from '../diagnosis/losses.ts';
import { mountOver } from '../diagnosis/covering-mount.ts';
import type { Remedy } from '../diagnosis/report/report.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { readArchive } from './read-archive.ts';

/** A path in the container's own layer that the image has otherwise, or not at all. */
export interface WrittenPath {
  readonly path: string;
  readonly is: 'changed' | 'added' | 'deleted';
}

/** A volume that is taken away, and what is in it; `isComplete` is false when it holds more than was counted. */
export interface VolumeContent {
  readonly name: string;
  readonly destination: string;
  readonly files: number;
  readonly bytes: number;
  /** Paths of some files, the largest first. */
  readonly largest: readonly string[];
  readonly isComplete: boolean;
}

/** What a chain of remedies would really take away. What could not be asked is null, and then nobody knows. */
export interface FoundLosses {
  readonly written: readonly WrittenPath[] | null;
  readonly volumes: readonly (
    VolumeContent | { readonly name: string; readonly destination: string; readonly files: null }
  )[];
}

const kinds = ['changed', 'added', 'deleted'] as const;

/** What the engine itself puts into every container: its init, and the places of its own mounts. */
const madeByEngine =
  /^\/(\.dockerenv|sbin\/docker-init|etc\/(hosts|hostname|resolv\.conf|mtab)|(dev|proc|sys)(\/.*)?)$/;

/** How many files of a volume are named. */
const named = 3;

/**
 * Asks what would be lost if the remedies were carried out on the container: what was written inside it, and what is in its volumes.
 * Throws `EngineFailure` only where the container cannot be asked about at all.
 */
export async function gatherLosses(
  engine: Engine,
  id: string,
  remedies: readonly Remedy[],
  ask?: Ask,
): Promise<FoundLosses> {
  const container = await engine.container(id, ask);
  const losses = lossesOf(remedies, container);
  const written = losses.writableLayer ? await orNull(writtenIn(engine, id, ask)) : [];
  const isOwn = ({ path }: WrittenPath): boolean => mountOver(container, path) === null && !madeByEngine.test(path);
  const volumes: FoundLosses['volumes'][number][] = [];
  for (const mount of losses.volumes) volumes.push(await contentOf(engine, id, mount, ask));
  return { written: written?.filter(isOwn) ?? null, volumes };
}

/** Folders that changed only because something in them did are left out; so are the places at which mounts stand. */
async function writtenIn(engine: Engine, id: string, ask?: Ask): Promise<readonly WrittenPath[]> {
  const changes = await engine.changes(id, ask);
  const parents = new Set(changes.map(({ Path }) => Path.slice(0, Path.lastIndexOf('/')) || '/'));
  return changes
    .filter(({ Path }) => !parents.has(Path))
    .map(({ Path, Kind }) => ({ path: Path, is: kinds[Kind] ?? 'changed' }));
}

async function contentOf(
  engine: Engine,
  id: string,
  { Name = '', Destination }: MountJson,
  ask?: Ask,
): Promise<FoundLosses['volumes'][number]> {
  const listing = await orNull(listed(engine, id, Destination, ask));
  if (!listing) return { name: Name, destination: Destination, files: null };
  const files = listing.entries.filter(({ type }) => type === 'file');
  const largest = [...files].sort((a, b) => b.size - a.size).slice(0, named);
  return {
    name: Name,
    destination: Destination,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    largest: largest.map(({ name }) => `${Destination}/${name.slice(name.indexOf('/') + 1)}`),
    isComplete: listing.isComplete,
  };
}

const listed = async (engine: Engine, id: string, path: string, ask?: Ask) =>
  readArchive(await engine.archive(id, path, ask), () => true);

/** What one question leaves open is said to be unknown; only a person who gave up, and an engine that is gone, end the asking. */
async function orNull<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason === 'cancelled' || error.reason === 'unreachable')
      throw error;
    return null;
  }
}
