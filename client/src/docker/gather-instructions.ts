import type { ComposeService } from '../../../core/src/compose/model.ts';
import type { SourceLine } from '../../../core/src/compose/source-line.ts';
import { statedEnvironment } from '../../../core/src/compose/stated-environment.ts';
import { statedOptions } from '../../../core/src/compose/stated-options.ts';
import { chainOf, imageSettings, type ImageSetting } from '../../../core/src/dockerfile/image-settings.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { unknownInstructions } from '../../../core/src/dockerfile/unknown-instructions.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { assignmentsOf } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { isOneOff } from '../diagnosis/content.ts';
import type { HistoryJson, ImageJson } from '../diagnosis/engine-json.ts';
import type { InstructionSeen, InstructionsEvidence } from '../diagnosis/evidence/instructions.ts';
import { matchHistory } from '../diagnosis/match-history.ts';
import { lineOf } from '../workspace/line-of.ts';
import { shown, type PlannedBuild } from '../workspace/plan-build.ts';
import { argumentWordsOf, givenOtherwise, isArgumentIn } from './arguments-in-history.ts';
import type { CreatedSettings } from './container-options.ts';
import { answerTo, known, knownValue, missing, notAsked, type Gatherer } from './gatherer.ts';
import { heredocDoubts, heredocSteps, type HeredocSteps } from './heredoc-steps.ts';
import { hasSetting, lacksByName } from './image-has.ts';
import { settingsLeft, type StatedSettings } from './settings-left.ts';
import { compareBase } from './compare-base.ts';
import { stageDoubts } from './stage-doubts.ts';
import { beyondHistory } from './compare-built-dockerfile.ts';

export const messages = defineMessages({
  noImage: 'The image that the tag names is not known',
});

type Instructions = InstructionsEvidence['instructions'];

/** Returns whether the question is about the Dockerfile that the container's image is built from. */
export async function isAboutDockerfile({ disk, question, build }: Gatherer): Promise<boolean> {
  if (question.path === null || 'problem' in build) return false;
  const [asked, used] = await Promise.all([disk.realPath(question.path), disk.realPath(build.found.path)]);
  return asked !== null && asked === used;
}

/** Compares the Dockerfile's instructions with both images and the container, when it was asked about or the whole container was. */
export async function gatherInstructions(gatherer: Gatherer): Promise<void> {
  const { question, build, evidence, own, tagged } = gatherer;
  const isAsked = await isAboutDockerfile(gatherer);
  if ('problem' in build || (!isAsked && question.path !== null)) return;
  const image = tagged ?? own;
  if (!image) {
    evidence.instructions = isAsked ? missing(messages('noImage')) : notAsked(messages('noImage'));
    return;
  }
  const compared = await compareInstructions(gatherer, build, image, isAsked);
  evidence.instructions = 'why' in compared ? missing(compared.why) : known(compared, build.found.path);
}

/** What the comparison of one image needs: its configuration, its steps, oldest last, and those with a text of their own. */
export interface SeenImage {
  readonly config: Readonly<Record<string, unknown>>;
  readonly history: readonly HistoryJson[];
  readonly heredocs: HeredocSteps;
}

async function compareInstructions(
  gatherer: Gatherer,
  build: PlannedBuild,
  image: ImageJson,
  isAsked: boolean,
): Promise<Instructions | { readonly why: Text }> {
  const { evidence, own, service } = gatherer;
  const { dockerfile, path } = build.found;
  const compared = knownValue(evidence.sameImage);
  // Images of equal layers may still differ in what they are configured to do.
  const same = compared && compared.isSame && compared.by !== 'layers';
  const built = findTarget(dockerfile, build.target);
  const nothing = { dockerfile: path, isAsked, compared: 0, different: [], leftOver: 0, isSameImage: same } as const;
  if (!built) return { ...nothing, made: 'unknown', doubts: [] };
  const now = await seenImage(gatherer, build, built, image, image.Id === own?.Id || same === true);
  if ('why' in now) return now;
  const isOwnSeen = evidence.containerHistory?.is === 'known' && same !== true;
  const before = own && isOwnSeen ? await ownImage(gatherer, build, built, own) : null;
  const images: ComparedImages = { now, before, same };
  const base = await compareBase(gatherer, build, built, image);
  const stated = imageSettings(dockerfile, built, build.buildArguments, openedBy(build, service !== null));
  const all = [
    ...(base.seen ? [base.seen] : []),
    ...seenSteps(build, built, images, service),
    ...seenSettings(gatherer, path, images, stated),
  ];
  const different = all
    .filter(
      ({ inTaggedImage, inContainerImage, overridden }) =>
        inTaggedImage === false || inContainerImage === false || overridden,
    )
    .sort((a, b) => a.at.line - b.at.line);
  const match = matchHistory(now.history, dockerfile, built, build.buildArguments);
  const byHistory: Instructions = {
    ...{ dockerfile: path, isAsked, compared: all.length, different, isSameImage: same },
    leftOver: match.matched === match.total && match.total > 0 && !match.isWhole ? 1 : 0,
    made: service?.build || match.isWhole ? 'proven' : match.matched > 0 ? 'shown' : 'unknown',
    doubts: [
      ...base.doubts,
      ...(await stageDoubts(gatherer, { build, built, image, history: now.history, isSame: same === true })),
      ...heredocDoubts(now.heredocs),
    ],
    settingsLeft:
      isAsked && base.config
        ? seenLeft(images, base.config, { stated, written: instructionsOf(build, built) })
        : undefined,
  };
  return beyondHistory(gatherer, byHistory, { build, built, image, baseDoubts: base.doubts });
}

/** What the tag's image has, and what the container's own has; `same` when both are one, null where that is not known. */
interface ComparedImages {
  readonly now: SeenImage;
  readonly before: SeenImage | null;
  readonly same: boolean | null;
}

/** The steps that make layers, and which of the images have them. */
function seenSteps(
  build: PlannedBuild,
  built: Stage,
  { now, before, same }: ComparedImages,
  service: ComposeService | null,
): readonly InstructionSeen[] {
  const isComposed = service !== null;
  const words = argumentWordsOf(now.history);
  const inNow = stepsIn(build, built, now, isComposed);
  const inBefore = before && stepsIn(build, built, before, isComposed);
  return stepsOf(build, built, openedBy(build, isComposed)).map((instruction) => {
    const inTaggedImage = inNow.has(instruction);
    const inContainerImage = same === true ? inTaggedImage : (inBefore?.has(instruction) ?? null);
    const seen = { inTaggedImage, inContainerImage, overridden: null } as const;
    const given = service && !inTaggedImage ? givenOtherwise(service, instruction, words) : null;
    if (given) return { shown: given.name, kind: 'build-section', at: lineOf(given.at), ...seen };
    const at = lineOf({ file: build.found.path, range: instruction.range });
    return { shown: shown(instruction), kind: 'other', at, ...seen };
  });
}

/** What instructions set in the configuration, which of the images have it, and what overrides it in the container. */
function seenSettings(
  gatherer: Gatherer,
  dockerfilePath: string,
  { now, before, same }: ComparedImages,
  stated: readonly ImageSetting[],
): readonly InstructionSeen[] {
  const { container, service } = gatherer;
  // A container of `docker compose run` is made to run another command, so that only a variable of its own is worth a word.
  const isOfRun = isOneOff(container.Config.Labels);
  return stated.map((setting) => {
    const inTaggedImage = hasSetting(now.config, setting);
    const by = statedBy(gatherer, service, setting);
    const settingsOfContainer = (container as unknown as CreatedSettings).Config;
    const hasContainer = hasSetting(settingsOfContainer, setting);
    // Containerd's store drops the image of before with the rebuild; the container keeps what that one gave it.
    const hadGone = same === false && by === null && lacksByName(settingsOfContainer, setting) ? false : null;
    const hadBefore = before ? hasSetting(before.config, setting) : hadGone;
    const inContainerImage = same === true ? inTaggedImage : hadBefore;
    // Only what Compose states, or what differs from the container's own image, was given on purpose.
    const takesOptions = service === null || (isOfRun && kindOf(setting.keyword) === 'variable');
    const isGiven = hasContainer === false && (by !== null || (takesOptions && inContainerImage === true));
    return {
      shown: `${setting.keyword} ${setting.name}`.trim(),
      kind: kindOf(setting.keyword),
      at: lineOf({ file: dockerfilePath, range: setting.instruction.range }),
      inTaggedImage,
      inContainerImage,
      overridden: isGiven && kindOf(setting.keyword) !== 'other' ? { by: by && lineOf(by) } : null,
    };
  });
}

/** What the images have of settings that neither the Dockerfile nor the base image states. */
function seenLeft(
  { now, before, same }: ComparedImages,
  base: Readonly<Record<string, unknown>>,
  settings: StatedSettings,
): NonNullable<Instructions['settingsLeft']> {
  const inTaggedImage = settingsLeft(now.config, base, settings);
  const own = before && settingsLeft(before.config, base, settings);
  return { inTaggedImage, inContainerImage: same === true ? inTaggedImage : (own ?? []) };
}

/** Returns an image with its steps. Without their history it was not seen: then `why` says what stood in the way. */
export async function seenImage(
  gatherer: Gatherer,
  build: PlannedBuild,
  built: Stage,
  image: ImageJson,
  isOwn: boolean,
): Promise<SeenImage | { readonly why: Text }> {
  const { engine, ask, evidence } = gatherer;
  const own = evidence.containerHistory;
  if (isOwn)
    return own?.is === 'known' ? ownImage(gatherer, build, built, image) : { why: own?.why ?? messages('noImage') };
  const answer = await answerTo(engine.history(image.Id, ask), messages('noImage'));
  if ('why' in answer) return { why: answer.why };
  const heredocs = await heredocSteps(gatherer, build, built, image);
  return { config: { ...image.Config }, history: answer.value, heredocs };
}

const ownImage = async (
  gatherer: Gatherer,
  build: PlannedBuild,
  built: Stage,
  image: ImageJson,
): Promise<SeenImage> => ({
  config: { ...image.Config },
  history: gatherer.history,
  heredocs: await heredocSteps(gatherer, build, built, image),
});

const kindOf = (keyword: string): InstructionSeen['kind'] =>
  keyword === 'ENV' ? 'variable' : commands.has(keyword) ? 'command' : 'other';

const commands = new Set(['CMD', 'ENTRYPOINT', 'USER', 'WORKDIR', 'HEALTHCHECK', 'STOPSIGNAL']);

/** Without Compose nobody knows the build arguments, so that what depends on one is not decided by the Dockerfile. */
function openedBy({ found }: PlannedBuild, isComposed: boolean): (text: string) => boolean {
  const { globals, stages } = found.dockerfile;
  const names = [...globals, ...stages.flatMap(({ instructions }) => instructions)]
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap((instruction) => assignmentsOf(instruction, found.dockerfile.escape).map(({ name }) => name));
  if (isComposed || names.length === 0) return () => false;
  const used = new RegExp(`\\$\\{?(?:${names.map((name) => name.replace(/\W/g, '')).join('|')})\\b`);
  return (text) => used.test(text);
}

const isStep = ({ keyword }: Instruction): boolean => ['RUN', 'COPY', 'ADD', 'ARG'].includes(keyword);

const instructionsOf = ({ found, buildArguments }: PlannedBuild, built: Stage): readonly Instruction[] =>
  chainOf(found.dockerfile, built, buildArguments).flatMap(({ instructions }) => instructions);

const stepsOf = (build: PlannedBuild, built: Stage, isOpen: (text: string) => boolean): readonly Instruction[] =>
  instructionsOf(build, built)
    .filter((instruction) => isStep(instruction) && (instruction.keyword === 'RUN' || !isOpen(instruction.text)))
    .concat(unknownInstructions(build.found.dockerfile));

/** The steps that stand in an image's history. A build argument is there with the value that it had. */
function stepsIn(
  { found, buildArguments }: PlannedBuild,
  built: Stage,
  { history, heredocs }: SeenImage,
  isComposed: boolean,
): Set<Instruction> {
  const { dockerfile } = found;
  const there = new Set(matchHistory(history, dockerfile, built, buildArguments).entries.keys());
  for (const [instruction, isThere] of heredocs) if (isThere === false) there.delete(instruction);
  const words = argumentWordsOf(history);
  for (const stage of chainOf(dockerfile, built, buildArguments))
    for (const instruction of stage.instructions.filter(({ keyword }) => keyword === 'ARG'))
      if (isArgumentIn({ found, stage, instruction, buildArguments, isComposed }, words)) there.add(instruction);
  return there;
}

/** The Compose line that gives the container what the Dockerfile sets as well; null when none does. */
function statedBy(
  { disk }: Gatherer,
  service: ComposeService | null,
  { keyword, name }: ImageSetting,
): SourceLine | null {
  if (!service) return null;
  if (keyword === 'ENV')
    return (
      statedEnvironment(service, (path) => disk.readTextNow(path)).variables.findLast((one) => one.name === name)?.at ??
      null
    );
  const key = { CMD: 'command', ENTRYPOINT: 'entrypoint', USER: 'user', WORKDIR: 'working_dir' }[keyword];
  const wanted = key ?? { HEALTHCHECK: 'healthcheck', STOPSIGNAL: 'stop_signal' }[keyword];
  const { options } = statedOptions(service);
  // An entrypoint of the service's own takes the image's command away.
  const found = options.find((option) => option.key === wanted);
  return (found ?? (keyword === 'CMD' ? options.find((option) => option.key === 'entrypoint') : undefined))?.at ?? null;
}
