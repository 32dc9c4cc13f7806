import type { BuildPlan, FileOnHost } from '../diagnosis/evidence.ts';
import { linkedNames } from '../workspace/links.ts';
import { planFile } from '../workspace/plan-build.ts';
import { known, type Gatherer } from './gatherer.ts';
import { withMountedCopies } from './mounted-copies.ts';

/**
 * Returns the plan of one file, recorded as evidence; null when there is no build to plan. A file that no instruction names may still
 * come by the name of a link that leads to it.
 */
export async function planOf(
  gatherer: Gatherer,
  file: Pick<FileOnHost, 'path' | 'realPath'>,
): Promise<BuildPlan | null> {
  const { build, disk, evidence } = gatherer;
  if ('problem' in build) return null;
  const direct = planFile(build, file.path);
  const linked = direct.copies.length > 0 ? [] : await linkedNames(disk, build.contextFolder, file.realPath);
  const taken = linked
    .map((name) => planFile(build, name))
    .find((each) => each.copies.length > 0 && !each.ignore?.isExcluded);
  const plan = taken ?? (await withMountedCopies(gatherer, direct, file.path));
  evidence.plan = known(plan, build.found.path);
  return plan;
}
