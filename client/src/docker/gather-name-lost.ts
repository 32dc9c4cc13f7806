import { defineMessages } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import type { OtherImage } from '../diagnosis/evidence/other-images.ts';
import type { NameLost } from '../diagnosis/evidence/registry.ts';
import { answerTo, known, knownValue, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  gone: 'The image is gone',
});

/** An image gets a name and the one before loses it within one request of the engine, which takes less, in milliseconds. */
const sameMomentMs = 2000;

/**
 * Records how a build without a name is seen to have lost it to the registry's image: engines keep the times of tags longer than their 256
 * newest events. `digests` are those that the image of that name has in its registry.
 */
export async function gatherNameLost(
  gatherer: Gatherer,
  { id }: OtherImage,
  digests: readonly string[],
): Promise<void> {
  const { engine, tagged, ask, evidence } = gatherer;
  const build = (await answerTo(engine.image(id, {}, ask), messages('gone'))).value;
  const [digest] = digests;
  if (!build || !tagged || digest === undefined) return;
  const by = shownBy(gatherer, build, tagged);
  evidence.nameLost = known(
    by === null ? null : { image: id, by, digest },
    `docker image inspect ${id} → .Metadata.LastTagTime`,
  );
}

function shownBy(gatherer: Gatherer, build: ImageJson, tagged: ImageJson): NameLost['by'] | null {
  const lostMs = tagTime(build);
  const gotMs = tagTime(tagged);
  if (tagged.Descriptor !== undefined) {
    // Containerd's store gives every image a digest, so the registry has to know it.
    const registry = knownValue(gatherer.evidence.inRegistry);
    const isKnown = registry?.digest != null && (registry.local.includes(registry.digest) || registry.isLocalKnown);
    return isKnown && gotMs > 0 && Math.abs(lostMs - gotMs) <= sameMomentMs ? 'same-moment' : null;
  }
  // The classic store lists digests of what was pulled or pushed only, and a pull sets no time of the tag.
  if (lostMs > 0) return gotMs < lostMs ? 'tag-times' : null;
  return isOfService(gatherer, build) ? 'compose-label' : null;
}

/** Zero, the year 1, means that the engine does not know. */
const tagTime = ({ Metadata }: ImageJson): number => Math.max(Date.parse(Metadata?.LastTagTime ?? '') || 0, 0);

/** Whether Compose built the image for the container's service. */
function isOfService({ container }: Gatherer, { Config }: ImageJson): boolean {
  return ['com.docker.compose.project', 'com.docker.compose.service'].every(
    (label) => Config.Labels[label] !== undefined && Config.Labels[label] === container.Config.Labels[label],
  );
}
