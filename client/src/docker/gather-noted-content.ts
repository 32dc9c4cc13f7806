import { dirname } from 'node:path';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { pathInside } from '../workspace/disk.ts';
import { fileInIndex, repositoryOf } from '../workspace/git.ts';
import { known, knownValue, type Gatherer, type Look } from './gatherer.ts';

/**
 * Records when git noted the content that the file has, where only the file's time says that it was changed after it was read: a process
 * that reads its files at the start, or a database that has its data. A file that was merely touched had its content before.
 */
export async function gatherNotedContent(gatherer: Gatherer, { file }: Look): Promise<void> {
  const { disk, programs, question, ask, evidence } = gatherer;
  const readMs = readBefore(gatherer);
  if (readMs === null || Math.max(file.modifiedMs, file.bornMs ?? 0) <= readMs) return;
  const repository = await repositoryOf(disk, programs, dirname(file.path), question.environment, ask.signal);
  const path = repository && pathInside(repository.root, file.path);
  if (!repository || !path) return;
  const noted = await fileInIndex(repository, path);
  const isSame = noted?.sha256 === file.sha256;
  evidence.contentNotedMs = known(
    isSame ? noted.modifiedMs : null,
    commandLine`git -C ${repository.root} ls-files --stage --debug ${path}`,
  );
}

/** When the file was read for the last time that counts, in milliseconds since 1970; null where nobody read it only once. */
function readBefore({ evidence }: Gatherer): number | null {
  const initialisation = knownValue(evidence.initialisation);
  if (initialisation) return initialisation.readOnce.kind === 'variables' ? null : initialisation.sinceMs;
  const process = knownValue(evidence.process);
  const readsOnce = process?.reloader === null && (process.reads === 'at-start' || process.reads === 'unknown');
  return readsOnce ? process.startedMs : null;
}
