import { dirname } from 'node:path';
import { routesOf, type Route } from '../../../core/src/dockerfile/routes.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { BuildPlan, FileOnHost, FileSeen } from '../diagnosis/evidence.ts';
import type { MadeFromIt } from '../diagnosis/evidence/source-images.ts';
import { bestDockerfile, dockerfilesBeside, dockerfilesNear, readDockerfile } from '../workspace/find-dockerfile.ts';
import { imagesNamed, type NamedImage } from '../workspace/base-image.ts';
import { planFile, routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import {
  answerTo,
  failureText,
  known,
  missing,
  notAsked,
  type Gatherer,
  type ImageOnWay,
  type Look,
  type WayThroughImage,
} from './gatherer.ts';
import { seenInImage } from './lacks-change.ts';
import { buildByHand } from './build-by-hand.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  direct: 'Not asked: the container has your content, or its own Dockerfile takes the file',
  gone: 'The image is gone',
});

/** So many images that a Dockerfile names are looked into. */
const maximumImages = 4;

/** So many images may be made one from the other. */
const maximumDepth = 4;

/**
 * Records what the other image has through which the file reaches the container, where the container does not have its content. Of several
 * that are made one from the other it is the first that lacks the content: those after it had nothing new to take.
 */
export async function gatherSourceImage(gatherer: Gatherer, { way, file, isThere, mount, seen }: Look): Promise<void> {
  const { evidence } = gatherer;
  if (!way || isThere || mount?.isOfEditedFile || !seen)
    return void (evidence.sourceImage = notAsked(messages('direct')));
  const { at, instruction } = way.step;
  try {
    const { lacking, seen: inSource, after } = await firstLacking(gatherer, file, way.images);
    const { image, dockerfile, contextFolder } = lacking;
    const source = { image, at, instruction, dockerfile, contextFolder, seen: inSource };
    evidence.sourceImage = known(
      {
        ...source,
        inContainer: seenInImage(gatherer) ?? seen,
        ...(after.length > 0 ? { madeFromIt: after.map(withoutPath) } : {}),
      },
      way.build.found.path,
    );
  } catch (error) {
    evidence.sourceImage = missing(failureText(error));
  }
}

const withoutPath = ({ image, dockerfile, contextFolder }: ImageOnWay): MadeFromIt => ({
  image,
  dockerfile,
  contextFolder,
});

/** Returns the first of some images that lacks the file's content, else the last one, and those that are made from it. */
async function firstLacking(
  gatherer: Gatherer,
  file: FileOnHost,
  [first, ...after]: WayThroughImage['images'],
): Promise<{ readonly lacking: ImageOnWay; readonly seen: FileSeen; readonly after: readonly ImageOnWay[] }> {
  const { engine, ask } = gatherer;
  const local = await engine.image(first.image, {}, ask);
  const seen = await withProbe(engine, local, (probe) => seeFile(engine, probe, first.pathInImage, ask), ask);
  const [next, ...further] = after;
  if (!next || !hasContentOf(seen, file)) return { lacking: first, seen, after };
  return firstLacking(gatherer, file, [next, ...further]);
}

/**
 * Returns how the file reaches the container through another image, where the container's own Dockerfile does not take it; null where no such
 * image is known.
 */
export async function wayThroughImage(
  gatherer: Gatherer,
  file: FileOnHost,
  plan: BuildPlan | null,
): Promise<WayThroughImage | null> {
  try {
    const own = await ownBuild(gatherer, plan);
    if (!own) return null;
    for (const named of imagesNamed(own).slice(0, maximumImages)) {
      const way = await through(gatherer, file, own, named);
      if (way) return way;
    }
  } catch (error) {
    // Without an answer the file has no way that is known.
    failureText(error);
  }
  return null;
}

/** Returns the plan of a file that comes through another image, recorded as evidence: the instruction that takes it from there is its copy. */
export function planThrough(
  { evidence, build }: Gatherer,
  { step }: WayThroughImage,
  file: FileOnHost,
): BuildPlan | null {
  if ('problem' in build) return null;
  const plan = planFile(build, file.path);
  // The container's own context has no part in it.
  const through: BuildPlan = {
    ...plan,
    copies: [step],
    onlyInStages: [],
    inUnbuiltStages: [],
    pathInContext: null,
    ignore: null,
  };
  evidence.plan = known(through, build.found.path);
  return through;
}

/**
 * The build that made the container's image. Where it begins with an image of the project, that one's steps are in the history too, so the
 * Dockerfile beside the file may be the base's: the container's own is the one that leaves no step after its first unexplained.
 */
async function ownBuild({ build, disk, question, history, service }: Gatherer, plan: BuildPlan | null) {
  if (!('problem' in build) && (build.found.match.isWhole || service?.build)) return plan?.copies.length ? null : build;
  const paths = await dockerfilesBeside(disk, question.workspaceFolder);
  const read = await Promise.all(paths.map((path) => readDockerfile(disk, path, history, undefined)));
  const whole = read.find((found) => found?.match.isWhole);
  if (!whole) return null;
  return buildByHand({ disk, question }, whole.path, whole.path, history);
}

async function through(
  gatherer: Gatherer,
  file: FileOnHost,
  build: PlannedBuild,
  { image, word }: NamedImage,
): Promise<WayThroughImage | null> {
  const images = await imagesTo(gatherer, file, image, [build.found.path]);
  const route = images && routeFrom(build, word, images);
  return route ? { build, step: stepOf(build, route), images } : null;
}

/** The images through which the file gets into one of them, that one last; null where no Dockerfile near the file brings it there. */
async function imagesTo(
  gatherer: Gatherer,
  file: FileOnHost,
  image: string,
  tried: readonly string[],
): Promise<WayThroughImage['images'] | null> {
  const build = await makerOf(gatherer, image, file.path, tried);
  if (!build) return null;
  const { found, contextFolder } = build;
  const made = { image, dockerfile: found.path, contextFolder };
  const direct = routesFor(build, file.path).final.at(-1);
  if (direct) return [{ ...made, pathInImage: direct.containerPath }];
  if (tried.length === maximumDepth) return null;
  for (const named of imagesNamed(build).slice(0, maximumImages)) {
    const before = await imagesTo(gatherer, file, named.image, [...tried, found.path]);
    const route = before && routeFrom(build, named.word, before);
    if (route) return [...before, { ...made, pathInImage: route.containerPath }];
  }
  return null;
}

/** Where a build brings the file that is in the last of some images. To FROM and COPY --from its files are what a named context's are, from the root on. */
const routeFrom = (build: PlannedBuild, word: string, images: WayThroughImage['images']): Route | undefined =>
  routesOf(build.found.dockerfile, {
    pathInContext: null,
    pathInNamedContexts: { [word]: (images.at(-1) ?? images[0]).pathInImage.slice(1) },
    target: build.target,
    buildArguments: build.buildArguments,
    imageEnvironment: build.imageEnvironment,
  }).final.at(-1);

/** The build near the file that made another image; `tried` are the Dockerfiles of the images that are made from it. */
async function makerOf(
  gatherer: Gatherer,
  image: string,
  path: string,
  tried: readonly string[],
): Promise<PlannedBuild | null> {
  const { engine, ask, disk, question } = gatherer;
  const history = (await answerTo(engine.history(image, ask), messages('gone'))).value ?? [];
  if (history.length === 0) return null;
  const near = await dockerfilesNear(disk, dirname(path), question.workspaceFolder);
  const paths = near.filter((each) => !tried.includes(each));
  const best = await bestDockerfile(disk, paths, history, undefined);
  return best?.match.isWhole ? buildByHand(gatherer, path, best.path, history) : null;
}
