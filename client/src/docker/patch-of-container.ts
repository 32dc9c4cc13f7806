import { unifiedDiff, type Versions } from '../../../core/src/unified-diff.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import type { WrittenPath } from './gather-losses.ts';
import { readContainerFile } from './read-file.ts';
import { withProbe } from './see-file.ts';

/** So many files are put into a patch. */
const mostFiles = 500;

/** What was written inside a container as one patch against its image, and the paths that are not in it: no text, too large, too many. */
export interface ContainerPatch {
  readonly patch: string;
  readonly files: number;
  readonly leftOut: readonly string[];
}

/**
 * Returns what was written inside a container as a patch, by paths below `/`: `patch -p1 -d /` makes the same edits in another one. Where the
 * image is gone the whole files are in it. Throws `EngineFailure`.
 */
export async function patchOfContainer(
  engine: Engine,
  id: string,
  written: readonly WrittenPath[],
  ask?: Ask,
): Promise<ContainerPatch> {
  const { Image } = await engine.container(id, ask);
  const image = await engine.image(Image, {}, ask).catch(unlessGone);
  const wanted = written.slice(0, mostFiles);
  const read = (probe: string | null) => readAll(engine, id, probe, wanted, ask);
  const versions = image ? await withProbe(engine, image, read, ask) : await read(null);
  const patches = versions.map(({ path, found }) => ({ path, patch: found && unifiedDiff(path.slice(1), found) }));
  return {
    patch: patches.map(({ patch }) => patch ?? '').join(''),
    files: patches.filter(({ patch }) => patch).length,
    leftOut: [
      ...patches.filter(({ patch }) => patch === null).map(({ path }) => path),
      ...written.slice(mostFiles).map(({ path }) => path),
    ],
  };
}

interface Found {
  readonly path: string;
  /** Null when the path is no text file. */
  readonly found: Versions | null;
}

async function readAll(
  engine: Engine,
  container: string,
  probe: string | null,
  written: readonly WrittenPath[],
  ask?: Ask,
): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (const { path, is } of written) {
    const before = probe === null || is === 'added' ? null : await textOf(engine, probe, path, ask);
    const after = is === 'deleted' ? null : await textOf(engine, container, path, ask);
    const isText = before !== 'no-text' && after !== 'no-text';
    all.push({ path, found: isText ? { before: before?.text ?? null, after: after?.text ?? null } : null });
  }
  return all;
}

type Read = { readonly text: string } | 'no-text' | null;

async function textOf(engine: Engine, container: string, path: string, ask?: Ask): Promise<Read> {
  try {
    const bytes = await readContainerFile(engine, container, path, ask);
    const text = bytes.toString('utf8');
    return bytes.includes(0) || !Buffer.from(text, 'utf8').equals(bytes) ? 'no-text' : { text };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    if (error.reason === 'not-found') return null;
    if (error.reason === 'unsupported') return 'no-text';
    throw error;
  }
}

function unlessGone(error: unknown): null {
  if (error instanceof EngineFailure && error.reason === 'not-found') return null;
  throw error;
}
