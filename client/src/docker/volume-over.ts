import { kindOfMount, mountOver } from '../diagnosis/covering-mount.ts';
import type { VolumeOver } from '../diagnosis/evidence/artefacts.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { answerTo, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  gone: 'The volume is gone',
});

/** Returns the volume that covers a path of the container; null where none does, or where it is a folder of the host in disguise. */
export async function volumeOver(
  { container, engine, ask }: Pick<Gatherer, 'container' | 'engine' | 'ask'>,
  path: string,
): Promise<VolumeOver | null> {
  const covering = mountOver(container, path);
  const name = covering?.mount.Type === 'volume' ? covering.mount.Name : undefined;
  if (!covering || name === undefined) return null;
  const { value } = await answerTo(engine.volume(name, ask), messages('gone'));
  const kind = kindOfMount(covering.mount, value);
  const isOwn = kind === 'named-volume' || kind === 'anonymous-volume';
  return isOwn ? { name, destination: covering.mount.Destination, kind } : null;
}
