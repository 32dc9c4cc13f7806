import type { FileAddress } from '../ui/file-address.ts';
import { currentSettings, withEngine } from './open-engine.ts';

/** Returns the bytes of a file in a container or image. Throws `EngineFailure` and `Refusal`. */
export const readFile = ({ side, id, path }: FileAddress): Promise<Uint8Array> =>
  withEngine(currentSettings(), async ({ engine }) => {
    const { readContainerFile, readImageFile } = await import('../docker/read-file.ts');
    return side === 'container' ? readContainerFile(engine, id, path) : readImageFile(engine, id, path);
  });
