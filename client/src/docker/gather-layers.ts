import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { CopyStep, FileOnHost } from '../diagnosis/evidence.ts';
import type { LayerOfFile } from '../diagnosis/evidence/layers.ts';
import { routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { seenInImage } from './lacks-change.ts';
import { failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';
import { readLayers, type LayerWithPath } from './read-layers.ts';

export const messages = defineMessages({
  tooLarge: 'Not asked: to see its layers, all {megabytes} MB of the image would have to be read',
});

/** The engine writes some 100 MB of an image in a second, and compresses them where containerd keeps it. */
export const largestImage = 300 * 1024 * 1024;

/**
 * Records which layers of the image have the file, where a step after its COPY may have written it again: that cannot be told from the
 * finished image. It is asked last, and only where a build ran and the image has another content all the same.
 */
export async function gatherLayers(gatherer: Gatherer, { file, containerPath }: Look): Promise<void> {
  const { engine, ask, build, evidence, tagged, own } = gatherer;
  const image = tagged ?? own;
  if ('problem' in build || containerPath === null || !image || !isSuspected(gatherer, build, file, containerPath))
    return;
  const size = gatherer.history.reduce((sum, entry) => sum + entry.Size, 0);
  if (size > largestImage) {
    evidence.layers = missing(messages('tooLarge', { megabytes: Math.round(size / 1024 / 1024) }));
    return;
  }
  try {
    const layers = await readLayers(await engine.save(image.Id, ask), containerPath);
    evidence.layers = known(
      layers.map((layer) => described(build, file, layer)),
      `docker save ${image.Id}`,
    );
  } catch (error) {
    evidence.layers = missing(failureText(error));
  }
}

function isSuspected(gatherer: Gatherer, build: PlannedBuild, file: FileOnHost, containerPath: string): boolean {
  const { rewrittenBy, builtSince } = gatherer.evidence;
  const seen = seenInImage(gatherer);
  if (!seen || hasContentOf(seen, file)) return false;
  if (knownValue(rewrittenBy) !== null) return true;
  return knownValue(builtSince) === true && hasLaterStep(build, file.path, containerPath);
}

/** Whether a RUN, COPY or ADD comes after the one that brings the file, in its stage or in one built on it. */
function hasLaterStep(build: PlannedBuild, path: string, containerPath: string): boolean {
  const { final, laterRuns, builtStage } = routesFor(build, path);
  const route = final.find((each) => each.containerPath === containerPath);
  if (!route) return false;
  if (laterRuns.length > 0 || route.stage !== builtStage) return true;
  const after = builtStage.instructions.slice(builtStage.instructions.indexOf(route.instruction) + 1);
  return after.some(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
}

function described(build: PlannedBuild, file: FileOnHost, layer: LayerWithPath): LayerOfFile {
  const content = layer.sha256 === null ? 'deleted' : layer.sha256 === file.sha256 ? 'yours' : 'other';
  return { number: layer.number, step: stepThatMade(build, layer), content };
}

function stepThatMade(build: PlannedBuild, { createdBy }: LayerWithPath): CopyStep | null {
  const { dockerfile, match } = build.found;
  const made = [...match.entries].find(([, entry]) => entry.CreatedBy === createdBy)?.[0];
  const stage = made && dockerfile.stages.find(({ instructions }) => instructions.includes(made));
  return made && stage ? stepOf(build, { instruction: made, stage }) : null;
}
