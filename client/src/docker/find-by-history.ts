import { basename, dirname } from 'node:path';
import { parseImageReference, repositoryOf, withoutDigest } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { ContainerSummaryJson, HistoryJson } from '../diagnosis/engine-json.ts';
import { composeOrigin } from '../workspace/compose-project.ts';
import { isBelow } from '../workspace/disk.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  dockerfilesBeside,
  dockerfileWithoutSteps,
  readDockerfile,
  type FoundDockerfile,
} from '../workspace/find-dockerfile.ts';
import { listedName } from '../diagnosis/content.ts';
import { withBaseTriggers } from './base-triggers.ts';
import { bearsNameOfOne } from './bears-name.ts';
import { buildByHand } from './build-by-hand.ts';
import { ofThisProject, type FoundByHand } from './of-this-project.ts';
import type { Ask, Engine } from './engine.ts';
import { mountingFrom } from './mounting-from.ts';
import { heldOf, sampleOf, type Sampled } from './sample-of-context.ts';
import type { Found, Search } from './search.ts';
import { unlessGone } from './unless-gone.ts';

export const messages = defineMessages({
  content: 'It has {count} files where {dockerfile} brings them, and its image is gone',
  history: '{matched} of {total} steps of {dockerfile} are in the history of its image',
});

/** At most this many images are compared with a Dockerfile, each with one request. */
const maximumImages = 20;

/** At most so many containers of one image whose tag has moved are asked for the name it had, each with one request. */
const maximumNames = 5;

/** Less than that of any image whose history tells. */
const scoreOfContent = 1;

/**
 * Returns containers that Compose did not make and whose image's history has steps of a Dockerfile above the file. Other projects have
 * the same steps (`WORKDIR /app`, `COPY . .`), so a file of the build context must be there too, or the project's name.
 */
export async function findByHistory(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  search: Search,
  ask?: Ask,
): Promise<readonly Found[]> {
  const { disk, question, real } = search;
  const start = question.path === null ? real : dirname(real);
  if (question.dockerfile !== null) return findByDockerfiles(engine, all, search, [question.dockerfile], ask);
  const above = await dockerfilesAbove(disk, start, question.workspaceFolder);
  const found = await findByDockerfiles(engine, all, search, above, ask);
  if (found.length > 0) return found;
  // Where the file is beside every context, the Dockerfile is in another folder; what was tried above need not be tried again.
  const beside = await dockerfilesBeside(disk, question.workspaceFolder);
  return findByDockerfiles(
    engine,
    all,
    search,
    beside.filter((path) => !above.includes(path)),
    ask,
  );
}

async function findByDockerfiles(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  search: Search,
  paths: readonly string[],
  ask?: Ask,
): Promise<readonly Found[]> {
  if (paths.length === 0) return [];
  const { workspaceFolder } = search.question;
  const folders = [workspaceFolder, ...paths.map((path) => dirname(path))];
  const loose = likeliestFirst(await mayBeBuiltByHand(all, search), folders);
  // Most images are shared, so each is asked once, with the likeliest of its containers.
  const images = loose
    .filter(({ ImageID }, index) => loose.findIndex((other) => other.ImageID === ImageID) === index)
    .slice(0, maximumImages);
  const found = images.map(async (summary): Promise<readonly FoundByHand[]> => {
    const sharing = loose.filter(({ ImageID }) => ImageID === summary.ImageID);
    const history = await historyOf(engine, summary, ask);
    return history === null
      ? byContent(engine, search, paths, summary, ask)
      : bySteps(engine, search, paths, sharing, history, ask);
  });
  return ofThisProject(search.disk, (await Promise.all(found)).flat(), [folders, [dirname(workspaceFolder)]]);
}

/** A container with the name of the image that it was created from. Equal projects share an image under several names. */
interface NamedContainer {
  readonly summary: ContainerSummaryJson;
  readonly image: string;
}

const namedContainers = (
  engine: Engine,
  summaries: readonly ContainerSummaryJson[],
  ask?: Ask,
): Promise<readonly NamedContainer[]> =>
  Promise.all(
    summaries.map(async (summary, index) => ({
      summary,
      image: index < maximumNames ? await firstNameOf(engine, summary, ask) : summary.Image,
    })),
  );

const namesOf = ({ summary, image }: NamedContainer): readonly string[] => [imageNameOf(image), listedName(summary)];

/** The containers of one image, when steps of a Dockerfile are in its history and files of the build context in the containers. */
async function bySteps(
  engine: Engine,
  search: Search,
  paths: readonly string[],
  summaries: readonly ContainerSummaryJson[],
  history: readonly HistoryJson[],
  ask?: Ask,
): Promise<readonly FoundByHand[]> {
  const best = await matching(engine, search, paths, history, ask);
  if (!best || !(best.match.isWhole || best.match.matched > 0)) return [];
  const { workspaceFolder } = search.question;
  const isNamed = ({ image }: NamedContainer): boolean => isNamedAfter(image, best.path, workspaceFolder);
  const named = await namedContainers(engine, summaries, ask);
  const mounting = await mountingFrom(search.disk, summaries, dirname(best.path));
  const isKnown = (container: NamedContainer): boolean => isNamed(container) || mounting.has(container.summary);
  const sharing = named.filter((container) => isOfDockerfile(best, isKnown(container)));
  const { matched, total } = best.match;
  const because = messages('history', { matched, total, dockerfile: best.path });
  const sample = await sampleOf(search, best, history);
  // Containers of one image begin with the same files, so one of them is asked for all.
  const [first] = sharing;
  const agreement = first && (await agreementWith(engine, search, sample, first.summary, ask));
  if (agreement === undefined) return [];
  return sharing.flatMap((container) => {
    const { summary, image } = container;
    const name = isKnown(container) ? 1 : 0;
    if (agreement === 'none' && name === 0) return [];
    const score = (40 * matched) / total + 5 * (agreement === 'none' ? name : agreement + name);
    const repository = repositoryOf(image);
    return [
      {
        summary,
        score,
        because,
        repository,
        names: namesOf(container),
        hasOtherSteps: !best.match.isWhole,
        from: best.path,
      },
    ];
  });
}

/**
 * A container whose image is gone, and its name with it, is told by its files alone: each of the sample, beside the file that was asked
 * about, has to be where the Dockerfile brings it.
 */
async function byContent(
  engine: Engine,
  search: Search,
  paths: readonly string[],
  summary: ContainerSummaryJson,
  ask?: Ask,
): Promise<readonly FoundByHand[]> {
  for (const path of paths) {
    const dockerfile = await readDockerfile(search.disk, path, [], undefined);
    const sample = dockerfile ? (await sampleOf(search, dockerfile, [])).filter(({ isAsked }) => !isAsked) : [];
    const { length } = await heldOf(engine, search, sample, summary, ask);
    if (!dockerfile || length === 0 || length < sample.length) continue;
    const because = messages('content', { count: length, dockerfile: path });
    const names = (await namedContainers(engine, [summary], ask)).flatMap(namesOf);
    return [{ summary, score: scoreOfContent, because, names, from: path }];
  }
  return [];
}

/** Containers that Compose did not make, and those of projects in the workspace: a service may run an image that was built by hand. */
async function mayBeBuiltByHand(
  all: readonly ContainerSummaryJson[],
  { disk, question }: Search,
): Promise<readonly ContainerSummaryJson[]> {
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  const near = all.map(async (summary) => {
    const origin = composeOrigin(summary.Labels);
    if (!origin) return true;
    const folder = (await disk.realPath(origin.workingDirectory)) ?? origin.workingDirectory;
    return isBelow(workspace, folder) || isBelow(folder, workspace);
  });
  const isNear = await Promise.all(near);
  return all.filter((_, index) => isNear[index]);
}

/** On an engine with many images those with the project's name come first: only so many are compared. */
function likeliestFirst(
  summaries: readonly ContainerSummaryJson[],
  folders: readonly string[],
): readonly ContainerSummaryJson[] {
  const isNamed = (summary: ContainerSummaryJson): number =>
    Number(namesOf({ summary, image: summary.Image }).some((name) => bearsNameOfOne(name, folders)));
  const isRunning = ({ State }: ContainerSummaryJson): number => Number(State === 'running');
  return [...summaries].sort((a, b) => isNamed(b) - isNamed(a) || isRunning(b) - isRunning(a) || b.Created - a.Created);
}

async function matching(
  engine: Engine,
  search: Search,
  paths: readonly string[],
  history: readonly HistoryJson[],
  ask?: Ask,
): Promise<FoundDockerfile | null> {
  const { disk, question } = search;
  const best =
    question.dockerfile === null
      ? await bestDockerfile(disk, paths, history, undefined)
      : await readDockerfile(disk, question.dockerfile, history, undefined);
  return best && best.match.matched > 0 ? best : byTriggers(engine, search, paths, history, ask);
}

/** The nearest Dockerfile where it has no step of its own: its base image may have the build do all by ONBUILD. */
async function byTriggers(
  engine: Engine,
  search: Search,
  paths: readonly string[],
  history: readonly HistoryJson[],
  ask?: Ask,
): Promise<FoundDockerfile | null> {
  const bare = await dockerfileWithoutSteps(search.disk, paths, history);
  const build = bare && (await buildByHand(search, search.real, bare.path, history));
  const triggered = build && (await withBaseTriggers({ engine, ask }, build, history));
  return triggered && !('problem' in triggered) ? triggered.found : null;
}

/** The list of containers has the image's ID once its tag has moved; the name that the container was created from stays in the container. */
async function firstNameOf(engine: Engine, { Id, Image }: ContainerSummaryJson, ask?: Ask): Promise<string> {
  if (!Image.startsWith('sha256:')) return Image;
  return (await unlessGone(engine.container(Id, ask)))?.Config.Image ?? Image;
}

/**
 * Most Dockerfiles begin alike, so a few steps in common are no proof. An image is this Dockerfile's when it has no other steps, or
 * half of them and the project's name: then the Dockerfile was edited since.
 */
function isOfDockerfile({ match }: FoundDockerfile, isNamed: boolean): boolean {
  if (match.isWhole || (match.total > 0 && match.matched === match.total)) return true;
  return match.matched * 2 >= match.total && match.matched > 0 && isNamed;
}

/** Images made with `docker build -t shop .` are mostly named after their folder. */
function isNamedAfter(image: string, dockerfile: string, workspaceFolder: string): boolean {
  const name = imageNameOf(image);
  return [dirname(dockerfile), workspaceFolder].some((folder) => basename(folder).toLowerCase() === name);
}

const imageNameOf = (image: string): string => basename(parseImageReference(image)?.path ?? '');

/**
 * Returns how much the files say for a container being this project's, from 0 to 1: the part of the sample that it holds. The asked file
 * was edited, so whether a container has it counts only where it has no other. 'none' when it holds no file, though it could.
 */
async function agreementWith(
  engine: Engine,
  search: Search,
  sample: readonly Sampled[],
  summary: ContainerSummaryJson,
  ask?: Ask,
): Promise<number | 'none'> {
  const others = sample.filter(({ isAsked }) => !isAsked);
  if (others.length === 0) return 0;
  const held = await heldOf(engine, search, sample, summary, ask);
  return held.length === 0 ? 'none' : held.filter(({ isAsked }) => !isAsked).length / others.length;
}

/**
 * With containerd's store a rebuild removes the old image at once; the tag's new image then stands for the container's. Null where neither
 * is there: the container was created from an ID, or its image was removed.
 */
async function historyOf(
  engine: Engine,
  { ImageID, Id }: ContainerSummaryJson,
  ask?: Ask,
): Promise<readonly HistoryJson[] | null> {
  const own = await unlessGone(engine.history(ImageID, ask));
  if (own) return own;
  const container = await unlessGone(engine.container(Id, ask));
  if (!container) return [];
  return unlessGone(engine.history(withoutDigest(container.Config.Image), ask));
}
