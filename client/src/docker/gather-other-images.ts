import { defineMessages } from '../../../core/src/text.ts';
import { familiarName, parseImageReference } from '../../../core/src/image-reference.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import { isMadeFrom } from '../diagnosis/same-image.ts';
import type { HistoryJson, ImageJson, ImageSummaryJson } from '../diagnosis/engine-json.ts';
import type { Commit, OtherImage } from '../diagnosis/evidence/other-images.ts';
import { isOfLegacyBuilder, matchHistory } from '../diagnosis/match-history.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { composeFilesOf, composeOrigin, loadProjectOf } from '../workspace/compose-project.ts';
import { baseImageOf } from '../workspace/base-image.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { answerTo, failureText, known, knownValue, missing, notAsked, type Gatherer, type Look } from './gatherer.ts';
import { changedMsOf, imageLacksChange } from './lacks-change.ts';
import { notedBuilds } from './noted-builds.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  agrees: 'Not asked: the image has your content, or was not read',
  gone: 'The image is gone',
});

/** Each costs a probe; the newest are the likeliest. */
const maximumProbed = 3;

/** So many images without a name are compared with the Dockerfile, the newest, each with one request. */
const maximumCompared = 8;

/**
 * Records what other images of the project have at the file's path, where the one that the tag names lacks the change: they were built since
 * the file was changed, under another name or under none. It stops at the first that has it.
 */
export async function gatherOtherImages(gatherer: Gatherer, look: Look): Promise<void> {
  const { evidence } = gatherer;
  const changedMs = imageLacksChange(gatherer, look) ? await changedMsOf(gatherer, look.file.path) : null;
  if (changedMs === null || look.containerPath === null) {
    evidence.otherImages = notAsked(messages('agrees'));
    evidence.containerCommit = notAsked(messages('agrees'));
    return;
  }
  try {
    evidence.containerCommit = known(await commitOf(gatherer), `docker history ${gatherer.container.Config.Image}`);
    evidence.otherImages = known(await otherImages(gatherer, look, look.containerPath, changedMs), 'docker images');
  } catch (error) {
    const why = failureText(error);
    evidence.containerCommit ??= missing(why);
    evidence.otherImages = missing(why);
  }
}

interface Tied {
  readonly summary: ImageSummaryJson;
  readonly tie: OtherImage['tie'];
}

async function otherImages(
  gatherer: Gatherer,
  { file }: Look,
  path: string,
  changedMs: number,
): Promise<readonly OtherImage[]> {
  const seen: OtherImage[] = [];
  for (const { summary, tie } of await candidates(gatherer, changedMs)) {
    const image = await imageNamed(gatherer, summary.Id);
    if (!image) continue;
    const found = await seeIn(gatherer, image, path);
    if (!found) continue;
    const { Id: id, Os, Architecture, Variant } = image;
    const platform = [Os, Architecture, ...(Variant ? [Variant] : [])].join('/');
    seen.push({ id, names: summary.RepoTags, created: summary.Created, platform, tie, seen: found });
    if (hasContentOf(found, file)) break;
  }
  return seen;
}

async function imageNamed({ engine, ask }: Gatherer, name: string): Promise<ImageJson | null> {
  return (await answerTo(engine.image(name, {}, ask), messages('gone'))).value;
}

async function seeIn({ engine, ask }: Gatherer, image: ImageJson, path: string) {
  const look = withProbe(engine, image, (probe) => seeFile(engine, probe, path, ask), ask);
  return (await answerTo(look, messages('gone'))).value;
}

/**
 * The images that may be the missed build, the likeliest first. A file of equal content in an image of somebody else says nothing, so
 * each is tied to this project: by its name, by a build that was noted, by Compose's labels, or by its steps where it has no name.
 */
async function candidates(gatherer: Gatherer, changedMs: number): Promise<readonly Tied[]> {
  const { engine, ask, container, tagged, own, evidence } = gatherer;
  const names = await namesOf(gatherer);
  const [named, nameless] = await Promise.all([
    names.wanted.length === 0 ? [] : engine.images({ reference: names.wanted }, ask),
    namelessImages(gatherer),
  ]);
  // A file that was written again with the same content is younger than the build that has it, so an image also counts that is younger
  // than the one it is missed in.
  const oldest = Math.min(changedMs, Date.parse((tagged ?? own)?.Created ?? container.Created) + 1000);
  const builds = knownValue(evidence.buildsSince) ?? [];
  const isOurs = ({ Id, Labels }: Pick<ImageSummaryJson, 'Id' | 'Labels'>): boolean =>
    Id !== tagged?.Id && Id !== own?.Id && isOfService(gatherer, Labels);
  // Where the build found all its steps in the cache the image has their old time, and only the build itself is new.
  const isNew = (image: ImageSummaryJson): boolean =>
    isOurs(image) && (image.Created >= Math.floor(oldest / 1000) || builds.some(({ status }) => status !== 'failed'));
  const byName = named
    .filter((image) => isNew(image) && !image.RepoTags.every((tag) => names.ofOthers.has(nameOf(tag))))
    .map((summary): Tied => ({ summary, tie: 'name' }));
  const byBuild = await Promise.all(builds.flatMap(({ images }) => images ?? []).map((id) => summaryOf(gatherer, id)));
  const recorded = byBuild.flatMap((summary): readonly Tied[] =>
    summary && isOurs(summary) ? [{ summary, tie: 'build' }] : [],
  );
  const isLabelled = ({ Labels }: ImageSummaryJson): boolean => Labels[projectLabel] !== undefined;
  const unnamed = nameless
    .filter(isNew)
    .sort((a, b) => Number(isLabelled(b)) - Number(isLabelled(a)) || b.Created - a.Created);
  const tied: readonly Tied[] = [...recorded, ...byName.sort((a, b) => b.summary.Created - a.summary.Created)];
  const first = [...new Map(tied.map((each) => [each.summary.Id, each])).values()].slice(0, maximumProbed);
  const ofAnyName = (await madeUnderAnyName(gatherer)).filter(isOurs);
  const bySteps = [...(await tieBySteps(gatherer, unnamed)), ...(await tieBySteps(gatherer, ofAnyName))];
  return [...first, ...bySteps].slice(0, maximumProbed);
}

/**
 * Engines that keep no records do not tell what a build of this Dockerfile was named, so any image counts then, the newest first: one whose
 * steps all came from the cache is as old as they are.
 */
async function madeUnderAnyName({ engine, ask, evidence }: Gatherer): Promise<readonly ImageSummaryJson[]> {
  const builds = knownValue(evidence.buildsSince) ?? [];
  if (!builds.some(({ images, status }) => images === null && ['completed', 'unknown'].includes(status))) return [];
  const named = (await engine.images({}, ask)).filter(({ RepoTags }) => RepoTags.length > 0);
  return named.sort((a, b) => b.Created - a.Created);
}

/**
 * The images without a name. Those that Compose built for the service have its labels; containerd's store counts the layers of each image that
 * it has, in half a second for 200, so there no others are asked for where the labels can tell, and none where no build was noted. The
 * legacy builder leaves neither labels nor notes.
 */
async function namelessImages({
  engine,
  ask,
  container,
  own,
  tagged,
  history,
  evidence,
}: Gatherer): Promise<readonly ImageSummaryJson[]> {
  const project = container.Config.Labels[projectLabel];
  const isContainerd = [own, tagged].some((image) => image?.Descriptor !== undefined);
  const isSlow = isContainerd && project !== undefined && !isOfLegacyBuilder(history);
  if (isSlow && knownValue(evidence.buildsSince)?.length === 0) return [];
  const dangling = ['true'];
  const labelled =
    project === undefined ? [] : await engine.images({ dangling, label: [`${projectLabel}=${project}`] }, ask);
  if (isSlow) return labelled;
  const all = await engine.images({ dangling }, ask);
  const ids = new Set(labelled.map(({ Id }) => Id));
  return [...labelled, ...all.filter(({ Id }) => !ids.has(Id))];
}

async function summaryOf(gatherer: Gatherer, id: string): Promise<ImageSummaryJson | null> {
  const image = await imageNamed(gatherer, id);
  if (!image) return null;
  const { Id, RepoTags, Created, Config } = image;
  return { Id, RepoTags, Created: Date.parse(Created) / 1000, Labels: Config.Labels };
}

/** An image that no name ties is this project's when Compose's labels say so, or when all its steps are the Dockerfile's. */
async function tieBySteps(gatherer: Gatherer, images: readonly ImageSummaryJson[]): Promise<readonly Tied[]> {
  const tied: Tied[] = [];
  for (const summary of images.slice(0, maximumCompared)) {
    if (summary.Labels[projectLabel] !== undefined) tied.push({ summary, tie: 'labels' });
    else if (await isMadeHere(gatherer, summary.Id)) tied.push({ summary, tie: 'steps' });
    if (tied.length === maximumProbed) break;
  }
  return tied;
}

/**
 * Equal steps are those of any project with such a Dockerfile. Where buildx notes the builds of this one, and noted none since the edit, an
 * image of BuildKit's was made for somebody else.
 */
async function isMadeHere(gatherer: Gatherer, image: string): Promise<boolean> {
  const { engine, build, evidence, ask } = gatherer;
  if ('problem' in build) return false;
  // What the context leaves out, no build of it can have brought.
  if (knownValue(evidence.plan)?.ignore?.isExcluded) return false;
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  const history = (await answerTo(engine.history(image, ask), messages('gone'))).value;
  if (!built || !history) return false;
  const { matched, total, isWhole } = matchHistory(history, dockerfile, built, build.buildArguments);
  if (!isWhole || matched !== total || !(await isOnBase(gatherer, build, image))) return false;
  const builds = knownValue(evidence.buildsSince) ?? [];
  // A record names its images: where it names others, this one is not its result.
  if (isOfLegacyBuilder(history) || builds.some(({ images }) => images === null || images.includes(image))) return true;
  if (builds.length > 0) return false;
  return (await notedBuilds(gatherer, 0, 1)).length === 0;
}

/** Whether an image begins with the layers of the Dockerfile's base. A base that is not on the engine does not decide. */
async function isOnBase({ engine, ask }: Gatherer, build: PlannedBuild, id: string): Promise<boolean> {
  const name = baseImageOf(build);
  if (name === null) return true;
  const [base, image] = await Promise.all(
    [name, id].map(async (each) => (await answerTo(engine.image(each, {}, ask), messages('gone'))).value),
  );
  return !base || !image || isMadeFrom(image, base) !== false;
}

const projectLabel = 'com.docker.compose.project';
const serviceLabel = 'com.docker.compose.service';

/**
 * An image that Compose built for another service, or for another project, is not the one that is missed here. A container that was run by
 * hand belongs to the project that its image was built for, if any.
 */
function isOfService({ container, own, tagged }: Gatherer, labels: Readonly<Record<string, string>>): boolean {
  if (labels[projectLabel] === undefined) return true;
  const mine = [container, own, tagged].find((one) => one?.Config.Labels[projectLabel] !== undefined)?.Config.Labels;
  return mine?.[projectLabel] === labels[projectLabel] && mine?.[serviceLabel] === labels[serviceLabel];
}

const nameOf = (tag: string): string => {
  const reference = parseImageReference(tag);
  return reference ? familiarName(reference) : tag;
};

/**
 * The patterns of the names under which the image may have been built: the container's own with any tag and on any registry, and those that
 * Compose gives the service, v1 with `_` and v2 with `-`. `ofOthers` are the names of the project's other services.
 */
async function namesOf(gatherer: Gatherer): Promise<{ wanted: readonly string[]; ofOthers: ReadonlySet<string> }> {
  const { container, own, service, disk, question } = gatherer;
  const origin = composeOrigin(container.Config.Labels);
  // Equal builds of other projects are one image with this one, under their own names.
  const asked = parseImageReference(container.Config.Image) ? [container.Config.Image] : (own?.RepoTags ?? []);
  const written = [...asked, ...(service ? [service.imageName] : [])];
  const repositories = written.flatMap((name) => parseImageReference(name) ?? []).map(familiarName);
  const composed = origin ? ['-', '_'].map((between) => `${origin.project}${between}${origin.service}`) : [];
  const bases = [...new Set([...repositories, ...composed])];
  const paths = [...written.flatMap((name) => parseImageReference(name)?.path ?? []), ...composed]
    .map((path) => path.replace(/^library\//, ''))
    // A name like "web" is a service of many projects.
    .filter((path) => /[-_/]/.test(path));
  const files = origin ? await composeFilesOf(disk, origin) : [];
  const services = origin ? loadProjectOf(disk, files, origin, question.environment).services : [];
  const ofOthers = services.filter(({ name }) => name !== origin?.service).map(({ imageName }) => nameOf(imageName));
  return {
    wanted: [...new Set([...bases, ...paths, ...paths.map((path) => `*/${path}`)])],
    ofOthers: new Set(ofOthers),
  };
}

/** Reads whether the image that the tag names, else the container's own, came from `docker commit`. */
async function commitOf(gatherer: Gatherer): Promise<Commit | null> {
  const { engine, tagged, own, ask } = gatherer;
  const image = tagged ?? own;
  if (!image) return null;
  const history =
    image.Id === own?.Id
      ? gatherer.history
      : ((await answerTo(engine.history(image.Id, ask), messages('gone'))).value ?? []);
  return commitIn(history, image);
}

/**
 * Returns the commit that an image ends with; null for one that a builder ended. `docker commit` writes the container's own command as the
 * top step. The legacy builder writes the command of a RUN there, which is not what the image starts with; BuildKit leaves its mark.
 */
function commitIn(history: readonly HistoryJson[], image: ImageJson): Commit | null {
  const [top, below] = history;
  if (!top || !below || top.Comment.startsWith('buildkit.') || /#\(nop\)|# buildkit\s*$/.test(top.CreatedBy))
    return null;
  const { Parent } = image as ImageJson & { readonly Parent?: string };
  const { Cmd } = image.Config as { readonly Cmd?: readonly string[] | null };
  if (!Parent || top.CreatedBy.trim() !== (Cmd ?? []).join(' ').trim()) return null;
  return { at: top.Created, image: image.Id, parent: Parent };
}
