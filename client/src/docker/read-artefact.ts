import { createHash } from 'node:crypto';
import { overlapOf } from '../../../core/src/content-overlap.ts';
import type { ArtefactSeen } from '../diagnosis/evidence/artefacts.ts';
import type { Ask, Engine } from './engine.ts';
import { EngineFailure } from './engine.ts';
import { readFiles, type FileContent } from './read-archive.ts';

/** More of an artefact is not searched, in bytes; its time is known nevertheless. */
const searchLimit = 16 * 1024 * 1024;
/** A folder with more files is a package folder rather than somebody's output. */
const mostFiles = 500;

/**
 * Returns what is at an artefact's path in a container or probe, compared with the source it is made of; null where there is nothing,
 * or nothing that can be compared. Throws `EngineFailure`.
 */
export async function readArtefact(
  engine: Engine,
  container: string,
  path: string,
  source: string,
  ask?: Ask,
): Promise<ArtefactSeen | null> {
  try {
    const stream = await engine.archive(container, path, ask);
    return artefactOf(await readFiles(stream, { maxFiles: mostFiles, maxBytes: searchLimit }), source);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return null;
    throw error;
  }
}

/** Returns what files are as one artefact: the newest one's time, and how much of the source is in any of them. Null for none. */
function artefactOf(files: readonly FileContent[], source: string): ArtefactSeen | null {
  if (files.length === 0) return null;
  const hash = createHash('sha256');
  for (const { name, content } of files) hash.update(`${name}\0`).update(content);
  const made = files.map(({ content }) => content.toString('latin1')).join('\n');
  return {
    sha256: hash.digest('hex'),
    modifiedMs: Math.max(...files.map(({ mtimeMs }) => mtimeMs)),
    overlap: overlapOf(source, made),
  };
}
