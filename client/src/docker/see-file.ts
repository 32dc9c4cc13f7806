import { dirname, join } from '../../../core/src/path.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { readArchive } from './read-archive.ts';

/** As many links as Linux follows: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const maximumLinks = 40;

/**
 * Returns what is at a path of a container, running or not, with the sha256 of a file. The archive endpoint does not follow a link
 * in the last part of the path, so links are followed here; a path that does not exist is `absent`, not a failure. Throws
 * `EngineFailure`, `not-found` when the container itself is gone.
 */
export async function seeFile(engine: Engine, container: string, path: string, ask?: Ask): Promise<FileSeen> {
  let asked = path;
  for (let followed = 0; followed < maximumLinks; followed++) {
    const entry = await firstEntry(engine, container, asked, ask);
    if (!entry) return { kind: 'absent', path };
    if (entry.type === 'symlink' && entry.linkName !== null) {
      asked = entry.linkName.startsWith('/') ? entry.linkName : join(dirname(asked), entry.linkName);
      continue;
    }
    if (entry.type === 'directory') return { kind: 'directory', path };
    if (entry.type !== 'file' || entry.sha256 === null) return { kind: 'other', path };
    return { kind: 'file', path, size: entry.size, modifiedMs: entry.mtimeMs, sha256: entry.sha256 };
  }
  return { kind: 'other', path };
}

/** Returns what a symbolic link of a container holds; null when there is no link at the path. Throws as `seeFile` does. */
export async function seeLink(engine: Engine, container: string, path: string, ask?: Ask): Promise<string | null> {
  const entry = await firstEntry(engine, container, path, ask);
  return entry?.type === 'symlink' ? entry.linkName : null;
}

async function firstEntry(engine: Engine, container: string, path: string, ask?: Ask) {
  try {
    const stream = await engine.archive(container, path, ask);
    const { entries } = await readArchive(stream, () => true, { maxEntries: 1 });
    return entries[0] ?? null;
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason !== 'not-found') throw error;
    // The engine says the same of a path and of a container that is not there; a container that vanished is no answer about a file.
    await engine.container(container, ask);
    return null;
  }
}

/** Runs `use` with a probe of an image: a container that is created, never started, and removed at once, also after a failure. */
export async function withProbe<T>(
  engine: Engine,
  image: ImageJson,
  use: (probe: string) => Promise<T>,
  ask?: Ask,
): Promise<T> {
  const probe = await engine.createProbe(image.Id, Object.keys(image.Config.Volumes ?? {}), ask);
  try {
    return await use(probe);
  } finally {
    // A removal that fails is tried again by the next sweep, and changes nothing of what was seen.
    await engine.removeProbe(probe).catch(() => undefined);
  }
}
