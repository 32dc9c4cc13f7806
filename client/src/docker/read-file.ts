import type { Ask, Engine } from './engine.ts';
import { readFileBytes } from './read-archive.ts';
import { withProbe } from './see-file.ts';

/** A file larger than this is not opened for a comparison, in bytes. */
const limit = 10 * 1024 * 1024;

/** Returns a file's content as the container has it. Throws `EngineFailure`, also for what is no file or larger than 10 MB. */
export const readContainerFile = async (engine: Engine, container: string, path: string, ask?: Ask): Promise<Buffer> =>
  readFileBytes(await engine.archive(container, path, ask), limit);

/** Returns a file's content as an image has it, read through a probe that is removed at once. Throws as `readContainerFile`. */
export async function readImageFile(engine: Engine, image: string, path: string, ask?: Ask): Promise<Buffer> {
  const found = await engine.image(image, {}, ask);
  return withProbe(engine, found, (probe) => readContainerFile(engine, probe, path, ask), ask);
}
