import { failureText, type Gatherer } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** Returns whether a container has a file at a path; not where that could not be looked at. Throws `EngineFailure` when the engine is gone. */
export async function isFileThere(
  { engine, candidate, ask }: Pick<Gatherer, 'engine' | 'candidate' | 'ask'>,
  path: string,
): Promise<boolean> {
  try {
    return (await seeFile(engine, candidate.id, path, ask)).kind === 'file';
  } catch (error) {
    failureText(error);
    return false;
  }
}
