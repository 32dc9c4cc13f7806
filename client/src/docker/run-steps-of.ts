import type { CarryQuestion } from '../../../core/src/dockerfile/carried-paths.ts';
import { carriedPaths } from '../../../core/src/dockerfile/carried-paths.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import type { CopyStep } from '../diagnosis/evidence.ts';
import { loadNodeShell } from '../workspace/load-shell.ts';
import { stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { runSteps, type RunStep } from '../workspace/run-steps.ts';
import type { Gatherer } from './gatherer.ts';

const read = new WeakMap<PlannedBuild, Promise<readonly RunStep[]>>();

/** Returns the RUN steps of the container's build, read once for all questions; none where there is no build, or no shell grammar. */
export function runStepsOf({ disk, build }: Pick<Gatherer, 'disk' | 'build'>): Promise<readonly RunStep[]> {
  if ('problem' in build) return Promise.resolve([]);
  const known = read.get(build) ?? readAll(disk, build);
  read.set(build, known);
  return known;
}

async function readAll(disk: Gatherer['disk'], build: PlannedBuild): Promise<readonly RunStep[]> {
  const hasRun = build.found.dockerfile.stages.some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'RUN'),
  );
  const shell = hasRun ? await loadNodeShell() : null;
  return shell ? runSteps(disk, build, shell) : [];
}

/** Where a path of a stage is in the finished image, and the COPY that took it there. */
export interface PlacedPath {
  readonly containerPath: string;
  readonly by: CopyStep | null;
  /** Where its contents are if it is a folder; null where that is the same place. */
  readonly contentsPath: string | null;
}

/** Returns where a path of a stage ends in the finished image. */
export function placesOf(build: PlannedBuild, stage: Stage, path: string): readonly PlacedPath[] {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  if (!built) return [];
  const question: CarryQuestion = { ...build, built };
  return carriedPaths(dockerfile, stage, path, question).map(({ containerPath, by, contentsPath }) => ({
    containerPath,
    contentsPath,
    by: by && stepOf(build, { ...by, containerPath }),
  }));
}

/** When the layer of an instruction was made, in seconds since 1970; null where the image's history does not have it. */
export const ranAt = (build: PlannedBuild, instruction: Instruction): number | null =>
  build.found.match.entries.get(instruction)?.Created ?? null;
