import { defineMessages } from '../../../core/src/text.ts';
import { isImageId, withoutDigest } from '../../../core/src/image-reference.ts';
import type { EnvironmentJson, HistoryJson, ImageJson } from '../diagnosis/engine-json.ts';
import type { Gathered } from '../diagnosis/evidence.ts';
import { redactHistory, redactImage } from '../diagnosis/redact.ts';
import { sameImage } from '../diagnosis/same-image.ts';
import { answerTo, known, missing, notAsked, type Answer, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  noTag: 'The container was created from an image ID, not from a name',
  tagGone: 'No image is named {image} any more',
  imageGone: 'The image of the container is gone: a rebuild or removal took it away',
  noComparison: 'The IDs differ, and this engine says nothing else that could be compared',
});

/** The images that a container is about, as the engine answered; what it did not answer says why. */
export interface Images {
  /** The name to look the tag up by; null when the container was created from an ID. */
  readonly tag: string | null;
  readonly tagged: Answer<ImageJson & EnvironmentJson>;
  readonly own: Answer<ImageJson & EnvironmentJson>;
  readonly history: Answer<readonly HistoryJson[]>;
}

/**
 * Returns the engine's answers about the image that the container's name stands for now, and about its own. The former is asked with its
 * manifests, which tell in containerd's store whether the content is the same.
 */
export async function askForImages({
  engine,
  ask,
  container,
}: Pick<Gatherer, 'engine' | 'ask' | 'container'>): Promise<Images> {
  const name = withoutDigest(container.Config.Image);
  const tag = name === '' || isImageId(name) ? null : name;
  const [tagged, own, ownHistory] = await Promise.all([
    tag === null
      ? { value: null, why: messages('noTag'), isGone: true }
      : answerTo(engine.image(tag, { manifests: true }, ask), messages('tagGone', { image: tag })),
    answerTo(engine.image(container.Image, {}, ask), messages('imageGone')),
    answerTo(engine.history(container.Image, ask), messages('imageGone')),
  ]);
  const isGone = own.value === null && ownHistory.value === null;
  const history =
    isGone && tagged.value ? await answerTo(engine.history(tagged.value.Id, ask), messages('imageGone')) : ownHistory;
  return { tag, tagged, own, history };
}

/** Records the answers as evidence, and whether the two images are the same. */
export function recordImages({ container, name, evidence }: Gatherer, { tag, tagged, own, history }: Images): void {
  const record = <T>(answer: Answer<T>, keep: (value: T) => T, from: string): Gathered<T> =>
    'why' in answer ? missing(answer.why) : known(keep(answer.value), from);
  evidence.containerImage = record(own, redactImage, `docker image inspect ${container.Image}`);
  evidence.containerHistory = record(
    history,
    (entries) => entries.map(redactHistory),
    `docker history ${own.value ? container.Image : (tag ?? container.Image)}`,
  );
  if ('why' in tagged) {
    // Without a tag there is nothing that could have moved; a tag that could not be asked about may well have.
    const unread = <T>(): Gathered<T> => (tagged.isGone ? notAsked(tagged.why) : missing(tagged.why));
    evidence.taggedImage = unread();
    evidence.sameImage = unread();
    return;
  }
  evidence.taggedImage = record(tagged, redactImage, `docker image inspect ${tag ?? ''}`);
  const same = sameImage(container, tagged.value, own.value);
  evidence.sameImage = same
    ? known(same, `docker inspect ${name}, docker image inspect ${tag ?? ''}`)
    : missing(messages('noComparison'));
}
