import { resolve } from 'node:path';
import { forTerminal } from '../../core/src/escape.ts';
import { defineMessages, plain } from '../../core/src/text.ts';
import { diagnose } from '../../client/src/diagnosis/diagnose.ts';
import type { Snapshot } from '../../client/src/diagnosis/evidence.ts';
import type { Report } from '../../client/src/diagnosis/report/report.ts';
import { readSnapshot, writeSnapshot } from '../../client/src/diagnosis/snapshot-file.ts';
import { askDocker, type Answers, type Tools } from './ask-docker.ts';
import { exitStatus, type Io } from './io.ts';
import { printReports } from './print-reports.ts';
import { complain, Problem } from './problem.ts';
import type { WhyOptions } from './why-command.ts';

export const messages = defineMessages({
  cannotRead: 'The snapshot cannot be read: {error}',
  cannotSave: 'The snapshot cannot be saved: {error}',
  notInSnapshot: 'The snapshot answers for {subjects}, not for {file}',
  wholeContainer: 'a whole container',
  replayed: 'Replayed from {path}, taken at {time}; no engine was asked',
});

/**
 * Answers `unstale why` and returns the exit status. With `--format json` the output is a JSON array in every case, of the
 * reports that could be made; what went wrong is on the error stream.
 */
export async function why(
  file: string | undefined,
  options: WhyOptions,
  io: Io,
  load: () => Promise<Tools>,
): Promise<number> {
  const { snapshots, failures } = await collect(file, options, io, load);
  const reports = snapshots.map((snapshot) => diagnose(snapshot));
  io.stdout.write(printReports(reports, options, io));
  const problems = [...failures, ...(await save(snapshots, options, io))];
  for (const problem of problems) complain(io, problem.text, problem);
  return statusOf(reports, problems);
}

async function collect(
  file: string | undefined,
  options: WhyOptions,
  io: Io,
  load: () => Promise<Tools>,
): Promise<Answers> {
  try {
    if (options.snapshot !== undefined) return { snapshots: await replay(options.snapshot, file, io), failures: [] };
    return await askDocker(file, options, io, load);
  } catch (error) {
    if (error instanceof Problem) return { snapshots: [], failures: [error] };
    throw error;
  }
}

async function replay(path: string, file: string | undefined, io: Io): Promise<readonly Snapshot[]> {
  const read = readSnapshot(await readSaved(path, io));
  if ('problem' in read) throw new Problem(read.problem, exitStatus.badInput);
  const { snapshots } = read;
  const wanted = file === undefined ? snapshots : snapshots.filter(({ subject }) => isAbout(subject, file, io));
  if (wanted.length === 0) {
    const subjects = [...new Set(snapshots.map(({ subject }) => nameOf(subject)))].join(', ');
    throw new Problem(messages('notInSnapshot', { subjects, file: file ?? '' }), exitStatus.badInput);
  }
  const note = messages('replayed', { path, time: wanted[0]?.takenAt ?? '' });
  io.stderr.write(`${forTerminal(plain(note))}\n`);
  return wanted;
}

async function readSaved(path: string, io: Io): Promise<string> {
  try {
    return await io.readText(resolve(io.workingFolder, path));
  } catch (error) {
    throw new Problem(messages('cannotRead', { error: reasonOf(error) }), exitStatus.badInput, { cause: error });
  }
}

/** A snapshot may come from another machine, so the path as it was typed there counts as well as the absolute one. */
const isAbout = (subject: Snapshot['subject'], file: string, io: Io): boolean =>
  subject.kind === 'file' &&
  (subject.path === resolve(io.workingFolder, file) || subject.shown === file.replace(/^\.\//, ''));

const nameOf = (subject: Snapshot['subject']): string =>
  subject.kind === 'file' ? subject.shown : plain(messages('wholeContainer'));

/** Returns the problem with saving, if there is one; the report was made all the same. */
async function save(snapshots: readonly Snapshot[], { saveSnapshot }: WhyOptions, io: Io): Promise<readonly Problem[]> {
  if (saveSnapshot === undefined || snapshots.length === 0) return [];
  try {
    await io.writeText(resolve(io.workingFolder, saveSnapshot), writeSnapshot(snapshots));
    return [];
  } catch (error) {
    return [new Problem(messages('cannotSave', { error: reasonOf(error) }), exitStatus.badInput, { cause: error })];
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Bad input comes before every answer; then a cause that was found; an answer that is missing is never "present". */
function statusOf(reports: readonly Report[], problems: readonly Problem[]): number {
  const statuses = new Set(problems.map(({ status }) => status));
  if (statuses.has(exitStatus.interrupted)) return exitStatus.interrupted;
  if (statuses.has(exitStatus.badInput)) return exitStatus.badInput;
  if (reports.some(({ outcome }) => outcome === 'cause-found')) return exitStatus.causeFound;
  if (problems.length > 0 || reports.length === 0) return exitStatus.couldNotTell;
  return reports.every(({ outcome }) => outcome === 'change-is-present') ? exitStatus.present : exitStatus.couldNotTell;
}
