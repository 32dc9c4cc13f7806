import { copiedTo } from '../../../core/src/shell/copied-to.ts';
import type { BuildPlan, CopyStep } from '../diagnosis/evidence.ts';
import { routesFor, stepOf } from '../workspace/plan-build.ts';
import type { Gatherer } from './gatherer.ts';
import { isFileThere } from './is-file-there.ts';
import { placesOf, runStepsOf } from './run-steps-of.ts';

/** So many places are looked at, each with one request. */
const mostPlaces = 4;

/**
 * Returns the plan of a file that no COPY takes, with what a RUN copies out of its bind mounts: `cp` there is what COPY is elsewhere. The same
 * plan where no RUN does.
 */
export async function withMountedCopies(gatherer: Gatherer, plan: BuildPlan, path: string): Promise<BuildPlan> {
  const { build } = gatherer;
  if ('problem' in build || plan.copies.length > 0) return plan;
  const mounted = routesFor(build, path).elsewhere.filter(
    ({ isReached, instruction }) => isReached && instruction.keyword === 'RUN',
  );
  if (mounted.length === 0) return plan;
  const steps = await runStepsOf(gatherer);
  const copies: CopyStep[] = [];
  for (const route of mounted) {
    const run = steps.find(({ instruction }) => instruction === route.instruction);
    const places = (run ? copiedTo(run.commands, run.folder, route.containerPath) : []).flatMap((each) =>
      placesOf(build, route.stage, each.path).map(({ containerPath }) => ({ ...each, containerPath })),
    );
    // What could not be looked at is not taken for a copy.
    for (const { containerPath, isCertain } of places.slice(0, mostPlaces))
      if (isCertain || (await isFileThere(gatherer, containerPath)))
        copies.push(stepOf(build, { ...route, containerPath }));
  }
  if (copies.length === 0) return plan;
  // The RUN itself may go on with the copy, and so may those after it.
  const firstLine = Math.min(...copies.map(({ at }) => at.line));
  const laterRuns = steps
    .filter(({ instruction }) => instruction.range.start.line + 1 >= firstLine)
    .map((run) => stepOf(build, run));
  return { ...plan, copies, onlyInStages: [], laterRuns };
}
