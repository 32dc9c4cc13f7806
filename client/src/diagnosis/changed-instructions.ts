import { defineMessages } from '../../../core/src/text.ts';
import { containerName, shortId } from './content.ts';
import type { Judgement, Known } from './define-cause.ts';
import type { InstructionSeen } from './evidence/instructions.ts';
import { commandLine } from './report/quote-command.ts';
import { buildAndRecreate, recreate } from './remedies.ts';
import type { Fact } from './report/report.ts';
import { placed } from './placed.ts';

export const messages = defineMessages({
  notBuilt: '{image} was not built since {dockerfile} was changed: it lacks {instructions}',
  sectionNotBuilt: '{image} was not built since {place} was changed: it was made with another {names}',
  madeWithout: '{name} is stated here; {image} was made with another value',
  stepsRemoved:
    '{image} was not built since {dockerfile} was changed: it has a step that the file does not have any more',
  settingsLeft:
    '{image} was not built since {dockerfile} was changed: it still has {names}, which the file does not state any more',
  stillSets: '{image} sets {name}, which neither the Dockerfile nor its base image states',
  oldSettings: '{container} runs an older image than the one {image} names now: it still has {names}',
  hasMore: '{image} has a step that stands in no line of the Dockerfile',
  matches: 'Its other steps are those of this Dockerfile',
  lacks: 'The Dockerfile says {instruction}, which {image} does not have',
  compared: 'What {image} has was read from its history and its settings',
  recorded: 'The engine’s record of the build has the Dockerfile that {image} was built from',
  oldImage: '{container} runs an older image than the one {image} names now, which has {instructions}',
  tagHas: '{image} has {instruction}',
  containerLacks: 'The image that {container} was created from does not have it',
  otherImage: '{container} was created from another image',
  imageBeside: '{container} runs another image than the one {image} names now',
  namesNow: '{image} is image {id} now',
  noOther: 'The tag names the container’s image',
  all: 'The image has every instruction that can be compared',
});

/** So many instructions are shown one by one. */
const maximumShown = 6;

type Asked = Known<'container' | 'instructions'>;

/** Judges whether the image was not built since the Dockerfile was changed. */
export function judgeNotBuilt(evidence: Asked): Judgement {
  const { container, instructions } = evidence.its;
  const { dockerfile, leftOver, made, builtBy } = instructions;
  const image = container.Config.Image;
  const pending = instructionsLacking(evidence);
  if (pending.length === 0 && leftOver === 0) return judgeSettingsLeft(evidence) ?? judgeNothingLacking(evidence);
  const compared: readonly Fact[] =
    pending.length === 0
      ? []
      : builtBy !== undefined
        ? [{ text: messages('recorded', { image }), from: builtBy }]
        : [{ text: messages('compared', { image }), from: `docker history ${image}` }];
  const shown: readonly Fact[] =
    made === 'shown' ? [{ text: messages('matches'), from: `docker history ${image}` }] : [];
  const [first, ...rest] = factsOfLacking(image, pending);
  const section = pending.every(({ kind }) => kind === 'build-section') ? pending[0] : undefined;
  const answer = section
    ? messages('sectionNotBuilt', { image, place: placed(section.at), names: listOf(pending) })
    : pending.length > 0
      ? messages('notBuilt', { image, dockerfile, instructions: listOf(pending) })
      : messages('stepsRemoved', { image, dockerfile });
  const is =
    made === 'proven' ? (pending.length > 0 ? 'confirmed' : 'likely') : made === 'shown' ? 'likely' : 'possible';
  return { is, answer, facts: [first, ...rest, ...compared, ...shown], remedies: buildAndRecreate(evidence) };
}

/** Instructions that were removed stay in what the image sets until it is built again; null where none is left. */
function judgeSettingsLeft(evidence: Asked): Judgement | null {
  const { container, instructions } = evidence.its;
  const image = container.Config.Image;
  const names = instructions.settingsLeft?.inTaggedImage ?? [];
  const [first, ...rest] = factsOfLeft(image, `docker image inspect ${image} → .Config`, names);
  if (!first) return null;
  const answer = messages('settingsLeft', { image, dockerfile: instructions.dockerfile, names: firstOf(names) });
  const is = instructions.made === 'proven' ? 'confirmed' : instructions.made === 'shown' ? 'likely' : 'possible';
  return { is, answer, facts: [first, ...rest], remedies: buildAndRecreate(evidence) };
}

const factsOfLeft = (image: string, from: string, names: readonly string[]): readonly Fact[] =>
  names.slice(0, maximumShown).map((name) => ({ text: messages('stillSets', { image, name }), from }));

/** What leaves no trace in an image is said once, here, where the question is about the Dockerfile. */
function judgeNothingLacking(evidence: Asked): Judgement {
  const { isAsked, doubts, different } = evidence.its.instructions;
  const [doubt] = doubts;
  if (isAsked && doubt && different.length === 0) return { is: 'undecided', why: doubt };
  return { is: 'ruled-out', facts: [{ text: messages('all'), from: evidence.from('instructions') }] };
}

/** Returns the instructions that the image which the tag names does not have. */
export function instructionsLacking(evidence: Asked): readonly InstructionSeen[] {
  const isComparable = ({ shown }: InstructionSeen): boolean => !(shown.startsWith('FROM ') && isBaseBehind(evidence));
  return evidence.its.instructions.different.filter((one) => one.inTaggedImage === false && isComparable(one));
}

/** Returns what shows that an image lacks instructions, line by line; with none of them, that it has a step which the file does not have any more. */
export function factsOfLacking(image: string, pending: readonly InstructionSeen[]): readonly [Fact, ...Fact[]] {
  const [first, ...rest] = pending.slice(0, maximumShown).map((one) => factOfPending(image, one));
  return first ? [first, ...rest] : [{ text: messages('hasMore', { image }), from: `docker history ${image}` }];
}

function factOfPending(image: string, { shown, kind, at }: InstructionSeen): Fact {
  const isOfSection = kind === 'build-section';
  const text = isOfSection
    ? messages('madeWithout', { name: shown, image })
    : messages('lacks', { instruction: shown, image });
  return { text, from: placed(at) };
}

/** BuildKit's `--pull` leaves the engine's own copy of the base as it is, so an old copy does not show what the image was built on. */
function isBaseBehind(evidence: Asked): boolean {
  const base = evidence.maybe('baseInRegistry');
  return typeof base?.digest === 'string' && !base.local.includes(base.digest);
}

/** Judges whether the tag's image has the change to the Dockerfile, while the container was created from an older one. */
export function judgeOldImage(evidence: Asked): Judgement {
  const { container, instructions } = evidence.its;
  const { different, leftOver, isSameImage } = instructions;
  const pending = different.filter(({ inTaggedImage }) => inTaggedImage === false);
  const arrived = different.filter((one) => one.inTaggedImage === true && one.inContainerImage === false);
  const image = container.Config.Image;
  const name = containerName(container);
  const isGone = evidence.maybe('containerImage') === null;
  const ownSteps = isGone ? commandLine`docker inspect ${name}` : `docker history ${container.Image}`;
  if (
    isSameImage !== false ||
    pending.length > 0 ||
    leftOver > 0 ||
    (instructions.settingsLeft?.inTaggedImage ?? []).length > 0
  )
    return { is: 'ruled-out', facts: [{ text: messages('all'), from: evidence.from('instructions') }] };
  const left = instructions.settingsLeft?.inContainerImage ?? [];
  const [first, ...rest] = arrived.slice(0, maximumShown).flatMap(({ shown, at }): Fact[] => [
    { text: messages('tagHas', { image, instruction: shown }), from: placed(at) },
    { text: messages('containerLacks', { container: name }), from: ownSteps },
  ]);
  const other = { text: messages('otherImage', { container: name }), from: evidence.from('container', '.Image') };
  if (first) {
    const answer = messages('oldImage', { container: name, image, instructions: listOf(arrived) });
    return { is: 'confirmed', answer, facts: [other, first, ...rest], remedies: recreate(evidence) };
  }
  const [leftFirst, ...leftRest] = factsOfLeft(
    container.Image,
    `docker image inspect ${container.Image} → .Config`,
    left,
  );
  if (leftFirst) {
    const answer = messages('oldSettings', { container: name, image, names: firstOf(left) });
    return { is: 'confirmed', answer, facts: [other, leftFirst, ...leftRest], remedies: recreate(evidence) };
  }
  // With the old image gone nothing can be compared, but that it is another one, of other content.
  const isAsked = instructions.isAsked || evidence.maybe('configuration')?.asked === 'compose-file';
  if (!isGone || !isAsked)
    return { is: 'ruled-out', facts: [{ text: messages('all'), from: evidence.from('instructions') }] };
  const answer = messages('oldImage', { container: name, image, instructions: 'every instruction' });
  const now = { text: messages('all'), from: `docker history ${image}` };
  return { is: 'likely', answer, facts: [other, now], remedies: recreate(evidence) };
}

/** Judges whether the container runs another image than its tag names, where that is not what holds the change back; it is worth knowing. */
export function judgeImageBeside(evidence: Known<'container'>): Judgement {
  const { container } = evidence.its;
  const tagged = evidence.maybe('taggedImage');
  if (!tagged || evidence.maybe('sameImage')?.isSame !== false)
    return { is: 'ruled-out', facts: [{ text: messages('noOther'), from: evidence.from('taggedImage') }] };
  const image = container.Config.Image;
  const name = containerName(container);
  return {
    is: 'confirmed',
    answer: messages('imageBeside', { container: name, image }),
    facts: [
      { text: messages('otherImage', { container: name }), from: evidence.from('container', '.Image') },
      { text: messages('namesNow', { image, id: shortId(tagged.Id) }), from: evidence.from('taggedImage', '.Id') },
    ],
    remedies: recreate(evidence),
    isAside: true,
  };
}

/** So many instructions are named in one sentence. */
const maximumNamed = 4;

/** Returns the instructions in one list; of many the first ones, with `…` for the others. */
export const listOf = (instructions: readonly InstructionSeen[]): string =>
  firstOf(instructions.map(({ shown }) => shown));

const firstOf = (names: readonly string[]): string =>
  (names.length > maximumNamed ? [...names.slice(0, maximumNamed), '…'] : names).join(', ');

/**
 * Returns the instructions of a kind over which the container's own options win. While the image lacks other changes only those count that
 * it lacks as well: what was overridden all along is no news.
 */
export function overriddenOf(evidence: Asked, kind: InstructionSeen['kind']): readonly InstructionSeen[] {
  const { different, isAsked } = evidence.its.instructions;
  if (!isAsked) return [];
  const isMissing = ({ inTaggedImage, inContainerImage }: InstructionSeen): boolean =>
    inTaggedImage === false || inContainerImage === false;
  const areSomeMissing = different.some(isMissing);
  return different.filter((one) => one.kind === kind && one.overridden && (!areSomeMissing || isMissing(one)));
}
