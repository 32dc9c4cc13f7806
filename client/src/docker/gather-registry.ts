import {
  familiarName,
  type ImageReference,
  parseImageReference,
  withoutDigest,
} from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import type { Gathered } from '../diagnosis/evidence.ts';
import type { OtherImage } from '../diagnosis/evidence/other-images.ts';
import type { InRegistry } from '../diagnosis/evidence/registry.ts';
import { loginFor } from '../workspace/registry-login.ts';
import { answerTo, failureText, known, knownValue, missing, notAsked, type Gatherer } from './gatherer.ts';
import { gatherNameLost } from './gather-name-lost.ts';
import { changedMsOf } from './lacks-change.ts';
import type { AskRegistry } from './question.ts';
import { dockerConfigFolder } from './search.ts';

export const messages = defineMessages({
  present: 'Not asked: the container has your content',
  noName: 'Not asked: no registry stands behind an image ID',
  noConsent: 'The registry {host} was not asked; --registry, or the setting unstale.askRegistry, allows it',
  noneLost: 'Not asked: no image without a name has your content',
  notKnown: 'The registry does not know {image}',
  builtHere: 'Not asked: this engine built the image',
});

/** Asks the registry what it has under the container's name, unless the change is there or nobody may ask. */
export async function gatherRegistry(gatherer: Gatherer): Promise<void> {
  const { evidence, container, tagged } = gatherer;
  if (isThere(gatherer)) {
    evidence.inRegistry = notAsked(messages('present'));
    evidence.pulledAt = notAsked(messages('present'));
    return;
  }
  const reference = parseImageReference(withoutDigest(container.Config.Image));
  evidence.inRegistry =
    reference === null || tagged === null
      ? notAsked(messages('noName'))
      : await askRegistry(gatherer, reference, tagged);
  evidence.pulledAt = reference === null ? notAsked(messages('noName')) : await lastPull(gatherer, reference);
  const build = namelessBuild(gatherer);
  if (
    reference !== null &&
    tagged !== null &&
    build &&
    evidence.pulledAt.is === 'known' &&
    evidence.pulledAt.value === null
  )
    await gatherNameLost(gatherer, build, digestsOf(tagged, reference));
}

/** Whether the container has the content of the file that was asked about. */
export function isThere({ evidence, question }: Gatherer): boolean {
  const { fileOnHost: file, fileInContainer: seen } = evidence;
  if (question.path === null || file?.is !== 'known' || seen?.is !== 'known') return false;
  return hasContentOf(seen.value, file.value) === true;
}

/** Returns what a registry has under a name, beside what the engine's own image of that name is known by. */
export async function askRegistry(
  gatherer: Gatherer,
  reference: ImageReference,
  local: ImageJson,
): Promise<Gathered<InRegistry>> {
  const { engine, ask, question, disk, programs } = gatherer;
  const image = nameOf(reference);
  const digests = digestsOf(local, reference);
  const host = reference.domain;
  // The classic store lists a digest of pulled and pushed images only; a name without a host may be anybody's on Docker Hub.
  if (digests.length === 0) return notAsked(messages('builtHere'));
  if (!mayAsk(host, question.askRegistry ?? 'loopback'))
    return isOnDockerHub(reference)
      ? notAsked(messages('noConsent', { host }))
      : missing(messages('noConsent', { host }));
  const login = await loginFor(host, {
    disk,
    programs,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    environment: question.environment,
  });
  const named = await answerTo(engine.distribution(image, login, ask), messages('notKnown', { image }));
  if ('why' in named && !named.isGone) return missing(named.why);
  const digest = named.value?.Descriptor.digest ?? null;
  const [first] = digests;
  const isAsked = digest !== null && !digests.includes(digest) && first !== undefined;
  const isLocalKnown = isAsked ? await isKnown(gatherer, `${familiarName(reference)}@${first}`, login) : null;
  return known({ image, digest, local: digests, isLocalKnown }, `docker buildx imagetools inspect ${image}`);
}

async function isKnown({ engine, ask }: Gatherer, name: string, login: Parameters<typeof engine.distribution>[1]) {
  const answer = await answerTo(engine.distribution(name, login, ask), messages('notKnown', { image: name }));
  return 'why' in answer ? (answer.isGone ? false : null) : true;
}

const nameOf = (reference: ImageReference): string => `${familiarName(reference)}:${reference.tag ?? 'latest'}`;

/** The digests that an image has under a repository. */
const digestsOf = ({ RepoDigests }: ImageJson, { domain, path }: ImageReference): readonly string[] =>
  RepoDigests.flatMap((written) => {
    const reference = parseImageReference(written);
    return reference?.domain === domain && reference.path === path ? (reference.digest ?? []) : [];
  });

const isOnDockerHub = ({ domain }: ImageReference): boolean => domain === 'docker.io';

/** Whether a registry may be asked. One on this machine's loopback gives nobody's names away. */
function mayAsk(host: string, consent: AskRegistry): boolean {
  if (consent !== 'loopback') return consent === 'always';
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}

/** The image without a name that has the change; null where none has. */
function namelessBuild({ evidence }: Pick<Gatherer, 'evidence'>): OtherImage | null {
  const file = knownValue(evidence.fileOnHost);
  const others = knownValue(evidence.otherImages) ?? [];
  return (file && others.find(({ names, seen }) => names.length === 0 && hasContentOf(seen, file))) ?? null;
}

/** When the name was last pulled since the file was changed, in milliseconds since 1970; null when the engine remembers no pull. */
async function lastPull(gatherer: Gatherer, reference: ImageReference): Promise<Gathered<number | null>> {
  const { engine, ask, evidence } = gatherer;
  const file = knownValue(evidence.fileOnHost);
  const changedMs = file && (await changedMsOf(gatherer, file.path));
  if (changedMs === null || !namelessBuild(gatherer)) return notAsked(messages('noneLost'));
  try {
    const pulls = await engine.events(changedMs, Date.now(), { type: ['image'], event: ['pull'] }, ask);
    const mine = pulls.filter(({ Actor }) => Actor.ID === nameOf(reference));
    const at = Math.max(...mine.map(({ timeNano }) => timeNano / 1e6));
    return known(mine.length > 0 ? at : null, 'docker events --filter event=pull');
  } catch (error) {
    return missing(failureText(error));
  }
}
