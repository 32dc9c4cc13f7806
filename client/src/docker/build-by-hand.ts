import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { findBuild, type PlannedBuild } from '../workspace/plan-build.ts';
import { dockerConfigFolder, type Search } from './search.ts';

/**
 * Returns the build of a Dockerfile with which no Compose file has to do, as far as the history of its image tells; null when the file cannot
 * be read. What the base image sets is not known. `path` is a file that may be in its context.
 */
export async function buildByHand(
  { disk, question }: Pick<Search, 'disk' | 'question'>,
  path: string,
  dockerfile: string,
  history: readonly HistoryJson[],
): Promise<PlannedBuild | null> {
  const build = await findBuild({
    disk,
    path,
    workspaceFolder: question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile,
    service: null,
    history,
    imageWorkingFolder: '/',
    imageEnvironment: [],
  });
  return 'problem' in build ? null : build;
}
