import { basename, dirname } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { BuildPlan, CopyStep, Gathered } from '../diagnosis/evidence.ts';
import type { Disk } from '../workspace/disk.ts';
import { routesFor } from '../workspace/plan-build.ts';
import { known, knownValue, notAsked, type Gatherer, type Look } from './gatherer.ts';
import { seenInImage } from './lacks-change.ts';
import { notedBuilds } from './noted-builds.ts';

export const messages = defineMessages({
  agrees: 'Not asked: the image has your content, or was not read',
});

/**
 * Records what tells an image that was not built from one that was, and yet has other content: a step that wrote the file again,
 * and whether a build ran since the file was last changed.
 */
export async function gatherBuild(gatherer: Gatherer, { file, containerPath }: Look): Promise<void> {
  if (containerPath === null) return;
  const { build, evidence } = gatherer;
  const plan = knownValue(evidence.plan);
  const seen = seenInImage(gatherer);
  if (!plan || 'problem' in build || !seen || hasContentOf(seen, file)) {
    evidence.rewrittenBy = notAsked(messages('agrees'));
    evidence.builtSince = notAsked(messages('agrees'));
    return;
  }
  const rewriter = seen.kind === 'file' ? rewriterOf(gatherer, plan, file.path, containerPath, seen.modifiedMs) : null;
  evidence.rewrittenBy = known(rewriter, build.found.path);
  evidence.builtSince = await gatherBuiltSince(gatherer, file.path);
}

/** Returns whether a build ran since the file last changed, as evidence. */
export const gatherBuiltSince = async (gatherer: Gatherer, path: string): Promise<Gathered<boolean>> =>
  known(await wasBuiltSince(gatherer, path), 'docker image inspect → .Metadata.LastTagTime');

/**
 * Returns whether the tag was set, or buildx noted a build of this Dockerfile, after the file's inode last changed: unlike the time of
 * modification, that time cannot be set. Engine 20.10 does not keep the time of the tag for builds of buildx and Compose.
 */
export async function wasBuiltSince(gatherer: Gatherer, path: string): Promise<boolean> {
  const { disk, tagged, build } = gatherer;
  const changedMs = await changedAt(disk, path);
  if (changedMs === null || 'problem' in build) return false;
  const taggedMs = Date.parse(tagged?.Metadata?.LastTagTime ?? '');
  if (taggedMs > 0) return taggedMs > changedMs;
  return (await notedBuilds(gatherer, changedMs, 1)).length > 0;
}

/** A file that is gone changed the folder that had it, or the one that had that; later changes there make the time too late, never too early. */
async function changedAt(disk: Disk, path: string): Promise<number | null> {
  const entry = await disk.stat(path);
  if (entry) return entry.changedMs;
  return dirname(path) === path ? null : changedAt(disk, dirname(path));
}

/**
 * A RUN after the copy may have written the file again. COPY keeps the host's time, which is before the build; a later time in the
 * image is that of a RUN. Within one second the engine's history cannot tell them apart, and the RUN's words decide.
 */
function rewriterOf(
  { build }: Gatherer,
  plan: BuildPlan,
  path: string,
  containerPath: string,
  modifiedMs: number,
): CopyStep | null {
  if ('problem' in build) return null;
  const { final, laterRuns } = routesFor(build, path);
  const copy = final.find((route) => route.containerPath === containerPath);
  const copied = copy && build.found.match.entries.get(copy.instruction)?.Created;
  if (copied === undefined) return null;
  const second = Math.floor(modifiedMs / 1000);
  if (second < copied) return null;
  const name = basename(containerPath);
  const naming = laterRuns.findIndex(({ text }) => text.includes(name));
  if (naming >= 0) return plan.laterRuns[naming] ?? null;
  return second > copied ? (plan.laterRuns[0] ?? null) : null;
}
