import { defineMessages } from '../../../core/src/text.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { baseImageOf } from '../workspace/base-image.ts';
import { seenInImage } from './lacks-change.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  notHere: 'The base image {image} is not on the engine',
});

/** Records what the base image has at the path, where a file that was deleted is still in the image; nothing is asked otherwise. */
export async function gatherBase(gatherer: Gatherer, { file, containerPath }: Look): Promise<void> {
  const { engine, build, evidence, ask } = gatherer;
  if (!file.isDeleted || containerPath === null || 'problem' in build) return;
  if (seenInImage(gatherer)?.kind !== 'file') return;
  const image = baseImageOf(build);
  if (image === null) return;
  try {
    const base = await engine.image(image, {}, ask);
    const seen = await withProbe(engine, base, (probe) => seeFile(engine, probe, containerPath, ask), ask);
    evidence.fileInBase = known(
      { image, seen },
      commandLine`docker run --rm --entrypoint sha256sum ${image} ${containerPath}`,
    );
  } catch (error) {
    failureText(error);
    evidence.fileInBase = missing(messages('notHere', { image }));
  }
}
