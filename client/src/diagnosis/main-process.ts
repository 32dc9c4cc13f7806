import type { Shell, ShellCommand } from '../../../core/src/shell/shell.ts';
import { basename } from '../../../core/src/path.ts';
import type { MainProcess } from './evidence.ts';
import * as habits from './process-habits.ts';
import { isLeaving, isWorkerOf, readSince, type RunningProcess } from './process-start.ts';
import { reloaderAmong } from './reloaders.ts';

/** What is known of a container's processes: the arguments of each, the main one first, and the text of its start script. */
export interface ProcessQuestion {
  /** Every process, as `ps` prints it; the main process first. */
  readonly processes: readonly RunningProcess[];
  /** What the container was started with. A program may call itself otherwise once it runs: `rails server` becomes `puma`. */
  readonly ownCommand: readonly string[];
  /** The container's start, in milliseconds since 1970. */
  readonly startedMs: number;
  /** Switches that development servers take from the environment, for example `FLASK_DEBUG=1`. */
  readonly switches: readonly string[];
  /** The file in the container that the question is about. */
  readonly containerPath: string;
  /** The folder in the container that its command is run in. */
  readonly workingFolder: string;
  /** The script that a shell runs: the text after `-c`, or the content of its script file; null where there is none. */
  readonly script: string | null;
  readonly shell: Shell | null;
}

/** Init programs and entrypoint wrappers that only start another program. */
const wrappers = new Set(['tini', 'dumb-init', 'docker-init', 'init', 's6-svscan', 's6-supervise', 'gosu', 'su-exec']);

/** Returns how the container's processes treat the file. Their arguments may carry secrets: only names leave this function. */
export function mainProcess(question: ProcessQuestion): MainProcess {
  const { startedMs, switches, containerPath, workingFolder } = question;
  const processes = question.processes
    .filter((process) => !wrappers.has(basename(process.words[0] ?? '')) && !isLeaving(process))
    .map((process) => ({ ...process, words: habits.withoutInterpreter(process.words) }));
  const reader = readerAmong(question, processes);
  const commands = [...question.processes.map(({ words }) => words), question.ownCommand];
  const since = reader ? (readSince(reader, processes) ?? startedMs) : startedMs;
  return {
    startedMs: Math.max(since, startedMs),
    program: habits.programOf((reader ?? processes[0])?.words ?? []) || 'process',
    reloader: reloaderAmong(commands, switches, containerPath, workingFolder),
    reads: mentionIn(question) ?? strongestHabit(question, processes),
  };
}

/** The process that has had what it works with for the longest, of those that read the file at their start; null where none does. */
function readerAmong(question: ProcessQuestion, processes: readonly RunningProcess[]): RunningProcess | null {
  const reading = processes.filter((process) => habitIn(question, process, processes) === 'at-start');
  const programs = reading.some(({ words }) => !habits.isPackageManager(words))
    ? reading.filter(({ words }) => !habits.isPackageManager(words))
    : reading;
  const masters = programs.filter((process) => !programs.some((each) => isWorkerOf(process, each)));
  const since = (process: RunningProcess): number => readSince(process, processes) ?? 0;
  return masters.reduce<RunningProcess | null>(
    (oldest, each) => (oldest && since(oldest) <= since(each) ? oldest : each),
    null,
  );
}

function strongestHabit(question: ProcessQuestion, processes: readonly RunningProcess[]): MainProcess['reads'] {
  const found = processes.map((process) => habitIn(question, process, processes));
  for (const habit of ['at-start', 'on-request', 'unknown'] as const) if (found.includes(habit)) return habit;
  return processes.length > 0 ? 'never' : 'unknown';
}

/** The main process is also told by what it was started with, which a program may have replaced by a title of its own. */
function habitIn(
  { ownCommand, containerPath, workingFolder }: ProcessQuestion,
  process: RunningProcess,
  all: readonly RunningProcess[],
): MainProcess['reads'] {
  const habit = habits.habitOf(process.words, containerPath, workingFolder);
  if (process !== all[0] || habit === 'at-start' || habit === 'on-request') return habit;
  const asStarted = habits.habitOf(habits.withoutInterpreter(ownCommand), containerPath, workingFolder);
  return asStarted === 'at-start' ? asStarted : habit;
}

/** What the start script does with the file: reads it in a loop, reads it once, or does not name it. */
function mentionIn({ script, shell, containerPath, workingFolder }: ProcessQuestion): MainProcess['reads'] | null {
  if (script === null || !shell) return null;
  const naming = shell.commandsOf(script).filter((command) => names(command, containerPath));
  if (naming.length === 0) return null;
  if (naming.some(({ isIn }) => isIn.includes('loop'))) return 'repeatedly';
  // A server that is started on the file's folder has its own way of reading, and `tail -f` goes on reading.
  const isServed = naming.some(({ words }) => {
    const [first = '', ...rest] = words.map(({ value }) => value);
    // `exec` puts the program that it is given in the place of the shell.
    const values = first === 'exec' ? rest : [first, ...rest];
    return (
      habits.isFollowing(values) ||
      (habits.isServer(values) && habits.habitOf(values, containerPath, workingFolder) === 'on-request')
    );
  });
  return isServed ? 'on-request' : 'at-start';
}

function names(command: ShellCommand, path: string): boolean {
  const words = [...command.words, ...command.redirects.map(({ word }) => word)].map(({ value }) => value);
  const name = basename(path);
  const isNamed = words.some((word) => word === path || basename(word) === name || word.includes(`/${name}`));
  return isNamed || (!withoutReading.has(command.name) && words.some((word) => isFolderOf(word, path)));
}

/** Programs that are given a folder and read none of its files. */
const withoutReading = new Set([
  'cd',
  'pushd',
  'mkdir',
  'rmdir',
  'chown',
  'chmod',
  'chgrp',
  'ls',
  'test',
  '[',
  '[[',
  'echo',
  'export',
]);

const isFolderOf = (word: string, path: string): boolean => {
  const folder = word.replace(/\/?\*?$/, '');
  return folder.startsWith('/') && folder.length > 1 && path.startsWith(`${folder}/`);
};
