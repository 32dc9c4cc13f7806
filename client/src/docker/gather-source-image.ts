import { dirname } from 'node:path';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { findTarget, routesOf } from '../../../core/src/dockerfile/routes.ts';
import { stageForCopy, stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { SourceImage } from '../diagnosis/evidence/source-images.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  dockerfilesBeside,
  readDockerfile,
  type FoundDockerfile,
} from '../workspace/find-dockerfile.ts';
import { routesFor } from '../workspace/plan-build.ts';
import { answerTo, failureText, known, missing, notAsked, type Gatherer, type Look } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';
import { buildByHand } from './build-by-hand.ts';

export const messages = defineMessages({
  direct: 'Not asked: the container has your content, or its own Dockerfile takes the file',
  gone: 'The image is gone',
});

/** So many images that a Dockerfile names are looked into. */
const maximumImages = 4;

/** Records the other image through which the file reaches the container, where the container's own Dockerfile does not take the file. */
export async function gatherSourceImage(gatherer: Gatherer, look: Look): Promise<void> {
  const { evidence } = gatherer;
  if (look.isThere || look.mount?.isOfEditedFile) return void (evidence.sourceImage = notAsked(messages('direct')));
  try {
    const found = await ownDockerfile(gatherer, look);
    const source = found && (await sourceImage(gatherer, look, found));
    evidence.sourceImage = found ? known(source, found.path) : notAsked(messages('direct'));
    if (!source || !hasContentOf(source.inContainer, look.file)) return;
    // The way through the other image says where the file arrived; what was looked at before was a guess.
    evidence.containerPath = known(source.inContainer.path, source.at.file);
    evidence.fileInContainer = known(source.inContainer, `docker cp ${gatherer.name}:${source.inContainer.path} -`);
    evidence.fileInImage = notAsked(messages('direct'));
    evidence.fileInTaggedImage = notAsked(messages('direct'));
  } catch (error) {
    evidence.sourceImage = missing(failureText(error));
  }
}

/**
 * The Dockerfile that made the container's image. Where it begins with an image of the project, that one's steps are in the history too, so the
 * Dockerfile beside the file may be the base's: the container's own is the one that leaves no step after its first unexplained.
 */
async function ownDockerfile(gatherer: Gatherer, { plan }: Look): Promise<FoundDockerfile | null> {
  const { build, disk, question, history } = gatherer;
  if (!('problem' in build) && build.found.match.isWhole) return plan?.copies.length ? null : build.found;
  if (!('problem' in build) && gatherer.service?.build) return plan?.copies.length ? null : build.found;
  const paths = await dockerfilesBeside(disk, question.workspaceFolder);
  const read = await Promise.all(paths.map((path) => readDockerfile(disk, path, history, undefined)));
  return read.find((found) => found?.match.isWhole) ?? null;
}

interface Named {
  readonly image: string;
  readonly instruction: Instruction;
}

/** The images that the built stages begin with or copy from, and that are no stages. */
function imagesNamed({ dockerfile, target }: FoundDockerfile & { readonly target?: string | null }): readonly Named[] {
  const built = findTarget(dockerfile, target ?? null);
  if (!built) return [];
  return [...stagesReached(dockerfile, built)].flatMap((stage) => [
    ...baseOf(dockerfile, stage),
    ...stage.instructions.flatMap((instruction) => copiedFrom(dockerfile, stage, instruction)),
  ]);
}

function baseOf(dockerfile: FoundDockerfile['dockerfile'], stage: Stage): readonly Named[] {
  const image = expand(stage.base, scopeAt(dockerfile, stage, stage.from)).value;
  if (image === 'scratch' || stageNamed(dockerfile, image, stage.index)) return [];
  return [{ image, instruction: stage.from }];
}

function copiedFrom(
  dockerfile: FoundDockerfile['dockerfile'],
  stage: Stage,
  instruction: Instruction,
): readonly Named[] {
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  if (from === undefined || from === null) return [];
  const image = expand(from, scopeAt(dockerfile, stage, instruction)).value;
  return stageForCopy(dockerfile, image, stage.index) ? [] : [{ image, instruction }];
}

async function sourceImage(gatherer: Gatherer, look: Look, own: FoundDockerfile): Promise<SourceImage | null> {
  for (const named of imagesNamed(own).slice(0, maximumImages)) {
    const source = await through(gatherer, look, own, named);
    if (source) return source;
  }
  return null;
}

async function through(
  gatherer: Gatherer,
  { file }: Look,
  own: FoundDockerfile,
  { image, instruction }: Named,
): Promise<SourceImage | null> {
  const { engine, ask, candidate } = gatherer;
  const local = (await answerTo(engine.image(image, {}, ask), messages('gone'))).value;
  const made = local && (await makerOf(gatherer, image, own.path, file.path));
  if (!local || !made) return null;
  const seen = await withProbe(engine, local, (probe) => seeFile(engine, probe, made.containerPath, ask), ask);
  const path = instruction.keyword === 'FROM' ? made.containerPath : copiedTo(own, image, made.containerPath);
  if (path === null) return null;
  return {
    image,
    at: { file: own.path, line: instruction.range.start.line + 1 },
    instruction: instruction.text.replace(/\s+/g, ' ').trim(),
    dockerfile: made.dockerfile,
    contextFolder: made.contextFolder,
    seen,
    inContainer: await seeFile(engine, candidate.id, path, ask),
  };
}

/** The image's files are to COPY --from what a named context's are, from the root on. */
const copiedTo = (own: FoundDockerfile, image: string, path: string): string | null =>
  routesOf(own.dockerfile, {
    pathInContext: null,
    pathInNamedContexts: { [image]: path.slice(1) },
    target: null,
  }).final.at(-1)?.containerPath ?? null;

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
  const route = build && routesFor(build, path).final.at(-1);
  return route
    ? { containerPath: route.containerPath, dockerfile: best.path, contextFolder: build.contextFolder }
    : null;
}
