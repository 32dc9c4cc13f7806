import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { findBuild, type PlannedBuild } from '../workspace/plan-build.ts';
import { dockerConfigFolder, type Search } from './search.ts';

/**
 * Returns the build of a Dockerfile with which no Compose file has to do, as far as the history of its image tells; null when the file cannot
 * be read. Of what the base image sets only the working folder is known. `path` is a file that may be in its context.
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
    imageWorkingFolder: workingFolderIn(history),
    imageEnvironment: [],
  });
  return 'problem' in build ? null : build;
}

/** The folder that the steps of a history, those of the base image among them, end in. Both builders write WORKDIR as it stands. */
const workingFolderIn = (history: readonly HistoryJson[]): string =>
  history
    .map(({ CreatedBy }) => /(?:^|#\(nop\)\s+)WORKDIR\s+(\S+)/.exec(CreatedBy)?.[1])
    .reduceRight<string>((folder, given) => (given === undefined ? folder : resolvePosix(folder, given)), '/');
