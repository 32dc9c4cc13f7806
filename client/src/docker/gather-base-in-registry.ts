import { parseImageReference } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import { isMadeFrom } from '../diagnosis/same-image.ts';
import { baseOf } from '../workspace/base-image.ts';
import { askRegistry, isThere } from './gather-registry.ts';
import { answerTo, known, notAsked, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  present: 'Not asked: the container has your content',
  noBase: 'Not asked: no image of this engine is known to be the base',
});

/** Asks the registry what it has under the name of the base image, where a question is left that the base could answer. */
export async function gatherBaseInRegistry(gatherer: Gatherer): Promise<void> {
  const { engine, ask, build, evidence, service } = gatherer;
  if (isThere(gatherer)) return void (evidence.baseInRegistry = notAsked(messages('present')));
  const isOwn = !('problem' in build) && (Boolean(service?.build) || build.found.match.isWhole);
  const base = isOwn ? baseOf(build) : null;
  const reference = base && parseImageReference(base.image);
  // What a digest names cannot move.
  const isTag = reference !== null && reference.digest === null;
  const local = isTag ? (await answerTo(engine.image(base?.image ?? '', {}, ask), messages('noBase'))).value : null;
  if (!isOwn || !base || !reference || !local) return void (evidence.baseInRegistry = notAsked(messages('noBase')));
  const asked = await askRegistry(gatherer, reference, local);
  if (asked.is !== 'known') return void (evidence.baseInRegistry = asked);
  const at = { file: build.found.path, line: base.line };
  const isBegunWith = beginsWith(gatherer.own ?? gatherer.tagged, local, base.mostLayers);
  evidence.baseInRegistry = known({ ...asked.value, at, isBegunWith }, asked.from);
}

/** With more layers than the Dockerfile makes, the image was made of another base, which begins with this one. */
function beginsWith(image: ImageJson | null, base: ImageJson, mostLayers: number): boolean {
  const added = (image?.RootFS.Layers?.length ?? 0) - (base.RootFS.Layers?.length ?? 0);
  return image !== null && isMadeFrom(image, base) === true && added <= mostLayers;
}
