import { basename, join } from 'node:path';
import { isOfLegacyBuilder } from '../diagnosis/match-history.ts';
import { contextOfLastBuild } from '../workspace/buildx-refs.ts';
import { lineOf } from '../workspace/line-of.ts';
import { isDockerfileName, readDockerfile } from '../workspace/find-dockerfile.ts';
import { canonical, known, type Gatherer } from './gatherer.ts';
import { dockerConfigFolder } from './search.ts';

/** Records that the Dockerfile that was asked about is not the one that the container's image is built from; nothing is asked otherwise. */
export async function gatherOtherDockerfile(gatherer: Gatherer): Promise<void> {
  const { disk, question, build, service, history, evidence } = gatherer;
  if (question.path === null || 'problem' in build || !isDockerfileName(basename(question.path))) return;
  const path = await canonical(disk, question.path);
  const used = await canonical(disk, build.found.path);
  if (path === used || (await isOfOtherBuild(gatherer, path))) return;
  const asked = await readDockerfile(disk, path, history, undefined);
  if (!asked) return;
  const { matched, total, isWhole } = asked.match;
  const stated = service?.build?.dockerfile ?? service?.build?.context ?? null;
  const isOthers = build.found.match.isWhole && !(isWhole && matched === total);
  // The legacy builder's builds are noted nowhere.
  const mayBeNoted = history.length > 0 && !isOfLegacyBuilder(history);
  const isNoted = build.found.match.isWhole && mayBeNoted && (await isNotedBuild(gatherer, used));
  evidence.otherDockerfile = known(
    {
      asked: path,
      used,
      statedAt: stated && lineOf(stated.at),
      knownBy: stated ? 'statement' : isOthers ? 'history' : isNoted ? 'note' : 'neither',
      matched,
      total,
    },
    `docker history ${gatherer.container.Image}`,
  );
}

/** Another service, or a build that buildx noted, is made from that Dockerfile: then it is no mistake that this image is not. */
async function isOfOtherBuild(gatherer: Gatherer, path: string): Promise<boolean> {
  const { disk, compose } = gatherer;
  for (const { build } of compose?.project.services ?? []) {
    if (!build || build.isRemote) continue;
    if ((await canonical(disk, build.dockerfile?.value ?? join(build.context.value, 'Dockerfile'))) === path)
      return true;
  }
  return isNotedBuild(gatherer, path);
}

const isNotedBuild = async ({ disk, question }: Gatherer, path: string): Promise<boolean> =>
  (await contextOfLastBuild(disk, dockerConfigFolder(question.environment), path)) !== null;
