import { basename, dirname, join } from 'node:path';
import { parseImageReference, repositoryOf, withoutDigest } from '../../../core/src/image-reference.ts';
import { decide, parseDockerignore } from '../../../core/src/dockerignore/dockerignore.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { ContainerSummaryJson, HistoryJson } from '../diagnosis/engine-json.ts';
import { composeOrigin } from '../workspace/compose-project.ts';
import { isBelow, pathInside, walk } from '../workspace/disk.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  dockerfilesBeside,
  readDockerfile,
  type FoundDockerfile,
} from '../workspace/find-dockerfile.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import type { Found, Search } from './search.ts';
import { seeFile } from './see-file.ts';
import { buildByHand } from './build-by-hand.ts';

export const messages = defineMessages({
  content: 'It has {count} files where {dockerfile} brings them, and its image is gone',
  history: '{matched} of {total} steps of {dockerfile} are in the history of its image',
});

/** At most this many images are compared with a Dockerfile, each with one request. */
const maximumImages = 20;

/** Less than that of any image whose history tells. */
const scoreOfContent = 1;

/** So many files of the build context are compared with a container, to tell it from one of another project. */
const sampleSize = 4;

/** So many files of the build context are looked at to choose the sample from. */
const maximumChoice = 200;

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
  const loose = byState(await mayBeBuiltByHand(all, search));
  // Most images are shared, so each is asked once, with the likeliest of its containers.
  const images = [...new Map(loose.toReversed().map((summary) => [summary.ImageID, summary])).values()]
    .toReversed()
    .slice(0, maximumImages);
  const found = images.map(async (summary): Promise<readonly Found[]> => {
    const history = await historyOf(engine, summary, ask);
    if (history === null) return byContent(engine, search, paths, summary, ask);
    const match = await matching(search, paths, history);
    if (!match || !(match.match.isWhole || match.match.matched > 0)) return [];
    // Equal builds of several projects have one ID, and each container the name that it was created from.
    const sharing = loose.filter(({ ImageID }) => ImageID === summary.ImageID);
    const named = await Promise.all(
      sharing.map(async (each) => ({ each, image: await firstNameOf(engine, each, ask) })),
    );
    const mine = named.filter(({ image }) => isOfDockerfile(match, image, search.question.workspaceFolder));
    const held = mine.length === 0 ? 0 : await heldPart(engine, search, match, history, summary, ask);
    const { matched, total } = match.match;
    const because = messages('history', { matched, total, dockerfile: match.path });
    return mine.flatMap(({ each, image }) => {
      const name = isNamedAfter(image, match.path, search.question.workspaceFolder) ? 1 : 0;
      const score = (40 * matched) / total + 5 * ((held ?? 0) + name);
      // Nothing speaks for it, though a file other than the asked one could: that one was edited.
      if (held !== null && held + name === 0) return [];
      return [{ summary: each, score, because, repository: repositoryOf(image) }];
    });
  });
  return (await Promise.all(found)).flat();
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
): Promise<readonly Found[]> {
  for (const path of paths) {
    const dockerfile = await readDockerfile(search.disk, path, [], undefined);
    const sample = dockerfile
      ? (await sampleOf(search, dockerfile, [])).filter((file) => file.path !== search.real)
      : [];
    const held = await heldOf(engine, search, sample, summary, ask);
    if (dockerfile && held > 0 && held === sample.length)
      return [{ summary, score: scoreOfContent, because: messages('content', { count: held, dockerfile: path }) }];
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

const byState = (summaries: readonly ContainerSummaryJson[]): readonly ContainerSummaryJson[] =>
  [...summaries].sort((a, b) => Number(b.State === 'running') - Number(a.State === 'running') || b.Created - a.Created);

async function matching(
  { disk, question }: Search,
  paths: readonly string[],
  history: readonly HistoryJson[],
): Promise<FoundDockerfile | null> {
  return question.dockerfile === null
    ? bestDockerfile(disk, paths, history, undefined)
    : readDockerfile(disk, question.dockerfile, history, undefined);
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
function isOfDockerfile({ path, match }: FoundDockerfile, image: string, workspaceFolder: string): boolean {
  if (match.isWhole || (match.total > 0 && match.matched === match.total)) return true;
  return match.matched * 2 >= match.total && match.matched > 0 && isNamedAfter(image, path, workspaceFolder);
}

/** Images made with `docker build -t shop .` are mostly named after their folder. */
function isNamedAfter(image: string, dockerfile: string, workspaceFolder: string): boolean {
  const name = basename(parseImageReference(image)?.path ?? '');
  return [dirname(dockerfile), workspaceFolder].some((folder) => basename(folder).toLowerCase() === name);
}

/** Returns which part of the sample a container holds, from 0 to 1; null where there is no file to compare but the one that was asked about. */
async function heldPart(
  engine: Engine,
  search: Search,
  best: FoundDockerfile,
  history: readonly HistoryJson[],
  summary: ContainerSummaryJson,
  ask?: Ask,
): Promise<number | null> {
  const sample = await sampleOf(search, best, history);
  if (sample.every(({ path }) => path === search.real)) return null;
  return (await heldOf(engine, search, sample, summary, ask)) / sample.length;
}

/** How many files of a sample a container has. */
async function heldOf(
  engine: Engine,
  { disk }: Search,
  sample: readonly Sampled[],
  { Id }: ContainerSummaryJson,
  ask?: Ask,
): Promise<number> {
  const held = await Promise.all(
    sample.map(async ({ path, containerPath }) => {
      const [mine, seen] = await Promise.all([
        disk.sha256(path, ask?.signal).catch(() => null),
        // A stranger that was removed meanwhile holds nothing, and must not end the search for ours.
        unlessGone(seeFile(engine, Id, containerPath, ask)),
      ]);
      return seen?.kind === 'file' && seen.sha256 === mine;
    }),
  );
  return held.filter(Boolean).length;
}

interface Sampled {
  readonly path: string;
  readonly containerPath: string;
}

/** Files that say something of the project: not empty, and not those that projects have in common. The asked file comes first. */
async function sampleOf(
  search: Search,
  best: FoundDockerfile,
  history: readonly HistoryJson[],
): Promise<readonly Sampled[]> {
  const { disk, real } = search;
  const build = await buildByHand(search, real, best.path, history);
  if (!build) return [];
  const rules = build.ignoreFile ? parseDockerignore(build.ignoreFile.text) : [];
  const isSkipped = (path: string, isFolder: boolean): boolean =>
    decide(rules, path).excluded || (isFolder ? /(^|\/)(\.git|node_modules)$/ : commonFile).test(path);
  const { files } = await walk(disk, build.contextFolder, isSkipped, maximumChoice);
  const placed = files.flatMap((file) => placedBy(build, join(build.contextFolder, file)));
  const sized = await Promise.all(
    placed.map(async (each) => ({ each, size: (await disk.stat(each.path))?.size ?? 0 })),
  );
  return sized
    .filter(({ size }) => size > 0)
    .sort((a, b) => Number(b.each.path === real) - Number(a.each.path === real) || b.size - a.size)
    .map(({ each }) => each)
    .slice(0, sampleSize);
}

const commonFile =
  /(^|\/)(Dockerfile[^/]*|[^/]*\.dockerignore|\.gitignore|\.gitattributes|\.editorconfig|LICENSE[^/]*)$/i;

function placedBy(build: PlannedBuild, path: string): readonly Sampled[] {
  if (pathInside(build.contextFolder, path) === null) return [];
  const { final, doubts } = routesFor(build, path);
  const route = final.at(-1);
  return route && doubts.length === 0 ? [{ path, containerPath: route.containerPath }] : [];
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

async function unlessGone<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return null;
    throw error;
  }
}
