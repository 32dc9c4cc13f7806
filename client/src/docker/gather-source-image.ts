import { dirname } from 'node:path';
import { routesOf } from '../../../core/src/dockerfile/routes.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { BuildPlan, FileOnHost } from '../diagnosis/evidence.ts';
import { bestDockerfile, dockerfilesAbove, dockerfilesBeside, readDockerfile } from '../workspace/find-dockerfile.ts';
import { imagesNamed, type NamedImage } from '../workspace/base-image.ts';
import { planFile, routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import {
  answerTo,
  failureText,
  known,
  missing,
  notAsked,
  type Gatherer,
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

/** Records what the other image has through which the file reaches the container, where the container does not have its content. */
export async function gatherSourceImage(gatherer: Gatherer, { way, isThere, mount, seen }: Look): Promise<void> {
  const { engine, ask, evidence } = gatherer;
  if (!way || isThere || mount?.isOfEditedFile || !seen)
    return void (evidence.sourceImage = notAsked(messages('direct')));
  const { image, step, dockerfile, contextFolder } = way;
  try {
    const local = await engine.image(image, {}, ask);
    const inSource = await withProbe(engine, local, (probe) => seeFile(engine, probe, way.pathInImage, ask), ask);
    const { at, instruction } = step;
    evidence.sourceImage = known(
      { image, at, instruction, dockerfile, contextFolder, seen: inSource, inContainer: seenInImage(gatherer) ?? seen },
      way.build.found.path,
    );
  } catch (error) {
    evidence.sourceImage = missing(failureText(error));
  }
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
  const { engine, ask } = gatherer;
  const local = (await answerTo(engine.image(image, {}, ask), messages('gone'))).value;
  const made = local && (await makerOf(gatherer, image, build.found.path, file.path));
  if (!made) return null;
  // To FROM and COPY --from an image's files are what a named context's are, from the root on.
  const route = routesOf(build.found.dockerfile, {
    pathInContext: null,
    pathInNamedContexts: { [word]: made.containerPath.slice(1) },
    target: build.target,
    buildArguments: build.buildArguments,
    imageEnvironment: build.imageEnvironment,
  }).final.at(-1);
  if (!route) return null;
  const { dockerfile, contextFolder } = made;
  return { build, image, pathInImage: made.containerPath, step: stepOf(build, route), dockerfile, contextFolder };
}

/** The Dockerfile near the file that made the other image, and where in it the file is. */
async function makerOf(gatherer: Gatherer, image: string, ownPath: string, path: string) {
  const { engine, ask, disk, question } = gatherer;
  const history = (await answerTo(engine.history(image, ask), messages('gone'))).value ?? [];
  const above = await dockerfilesAbove(disk, dirname(path), question.workspaceFolder);
  const beside = await dockerfilesBeside(disk, question.workspaceFolder);
  const paths = [...new Set([...above, ...beside])].filter((each) => each !== ownPath);
  const best = await bestDockerfile(disk, paths, history, undefined);
  if (!best?.match.isWhole) return null;
  const build = await buildByHand(gatherer, path, best.path, history);
  if (!build) return null;
  const route = routesFor(build, path).final.at(-1);
  return route
    ? { containerPath: route.containerPath, dockerfile: best.path, contextFolder: build.contextFolder }
    : null;
}
