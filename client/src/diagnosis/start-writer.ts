import { basename, join, normalisePosix } from '../../../core/src/path.ts';
import type { Shell, ShellCommand } from '../../../core/src/shell/shell.ts';
import type { StartWriter } from './evidence/start-script.ts';
import { isInterpreter, isOnlyReading } from './process-habits.ts';

/** A script that runs when a container starts; `path` is null for the words after `sh -c`. */
export interface StartScript {
  readonly path: string | null;
  readonly text: string;
}

/** Programs that write to the last of their words. */
const writers = new Set([
  'cp',
  'mv',
  'install',
  'ln',
  'rsync',
  'tee',
  'touch',
  'truncate',
  'patch',
  'gomplate',
  'confd',
]);

/** Programs that change or remove each file they are given. */
const changers = new Set(['rm', 'unlink', 'sed', 'perl', 'tee', 'touch', 'truncate', 'find', 'tar', 'unzip', 'dd']);

/**
 * Returns the command that writes or removes the file at `path`, of all start scripts the last one; null when none does. A command that
 * only mentions the file's name counts where no other does, since `python render.py config.js` may well write it.
 */
export function startWriter(
  scripts: readonly StartScript[],
  path: string,
  workingFolder: string,
  shell: Shell,
): StartWriter | null {
  const found = scripts.flatMap((script) => writersIn(script, path, workingFolder, shell));
  return found.findLast(({ isExact }) => isExact) ?? found.at(-1) ?? null;
}

/** Returns the paths of the scripts that a script runs or reads, so that they can be looked at too. */
export function calledScripts({ text }: StartScript, workingFolder: string, shell: Shell): readonly string[] {
  const variables = variablesOf(text);
  return shell.commandsOf(text).flatMap(({ words }) =>
    words
      .map(({ value }) => replaced(value, variables))
      .filter((word, at) => /^[\w./-]+\.sh$/.test(word) || (at === 0 && /^\.{0,2}\/[\w./-]+$/.test(word)))
      .map((word) => absolute(word, workingFolder)),
  );
}

function writersIn(script: StartScript, path: string, start: string, shell: Shell): readonly StartWriter[] {
  const variables = variablesOf(script.text);
  let folder = start;
  return shell.commandsOf(script.text).flatMap((command): readonly StartWriter[] => {
    const words = command.words.map(({ value }) => replaced(value, variables));
    if (command.name === 'cd' && words[1] !== undefined) folder = absolute(words[1], folder);
    const written = writtenBy(command, words, variables).map((word) => absolute(word, folder));
    const isExact = written.some((word) => isWritten(word, path, command.name));
    const isMentioned = maybeWritten(command.name, words).some((word) => basename(word) === basename(path));
    if (!isExact && !isMentioned) return [];
    const line = script.text.slice(0, command.start).split('\n').length;
    return [{ script: script.path ?? 'CMD', line, program: command.name, isExact }];
  });
}

/** The words that name what a command may write. Of a program that is known it is known as well what it writes, and an interpreter runs the first. */
function maybeWritten(program: string, words: readonly string[]): readonly string[] {
  const isKnown = [readers, writers, changers].some((known) => known.has(program)) || isOnlyReading(program);
  if (isKnown) return [];
  const given = words.slice(1).filter((word) => !word.startsWith('-'));
  return isInterpreter(program) ? given.slice(1) : words.slice(1);
}

/** Programs that only look, and programs that go on running with a file that they were given. */
const readers = new Set([
  'cat',
  'echo',
  'printf',
  'test',
  '[',
  '[[',
  'grep',
  'ls',
  'exec',
  'node',
  'chmod',
  'chown',
  'tail',
  'head',
  'diff',
]);

/** The words of a command that name what it writes to: behind `>`, and those of a program that writes. */
function writtenBy(
  { name, redirects }: ShellCommand,
  words: readonly string[],
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  const redirected = redirects
    .filter(({ operator }) => /^(&?>>?|>\|)$/.test(operator))
    .map(({ word }) => replaced(word.value, variables));
  const given = words.slice(1).filter((word) => !word.startsWith('-'));
  if ((name === 'sed' || name === 'perl') && !words.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word)))
    return redirected;
  if (changers.has(name)) return [...redirected, ...given.map((word) => word.replace(/^of=/, ''))];
  return writers.has(name) ? [...redirected, ...given.slice(-1)] : redirected;
}

/** A program that copies or searches writes below a folder, others only to what they are given. */
function isWritten(word: string, path: string, program: string): boolean {
  if (word === path || (word.includes('*') && patternOf(word).test(path))) return true;
  const folder = word.replace(/\/$/, '');
  const writesBelow = ['cp', 'mv', 'install', 'rsync', 'find', 'tar', 'unzip', 'rm'].includes(program);
  return writesBelow && folder.length > 1 && path.startsWith(`${folder}/`);
}

const patternOf = (word: string): RegExp =>
  new RegExp(`^${word.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '[^/]*')}$`);

const absolute = (word: string, folder: string): string =>
  normalisePosix(word.startsWith('/') ? word : join(folder, word));

/** Plain assignments of a script, and the defaults of its `${NAME:-default}`. */
export function variablesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', fallback = ''] of text.matchAll(/\$\{(\w+):?[-=]([^}$]*)\}/g)) found.set(name, fallback);
  for (const [, name = '', , value = ''] of text.matchAll(
    /(?:^|[;\s])(?:export\s+|local\s+|readonly\s+)?(\w+)=(["']?)([^"'\s;]*)\2/g,
  ))
    found.set(name, value);
  return found;
}

/** A word with the script's own variables put in, so far as they are known; values may name other variables. */
export function replaced(word: string, variables: ReadonlyMap<string, string>, depth = 3): string {
  if (depth === 0 || !word.includes('$')) return word;
  const once = word.replace(
    /\$\{(\w+)(?::?[-=][^}]*)?\}|\$(\w+)/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
  return once === word ? word : replaced(once, variables, depth - 1);
}
