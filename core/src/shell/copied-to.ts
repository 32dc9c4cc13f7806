import { resolvePosix } from '../dockerfile/copy-paths.ts';
import { basename, join } from '../path.ts';
import type { ShellCommand } from './shell.ts';

/** Where a command puts a copy of a file. */
export interface CopiedTo {
  readonly path: string;
  /** The words alone tell it; else it depends on whether a folder was there before. */
  readonly isCertain: boolean;
}

/** A command that copies: its sources, and what it copies them to. */
interface Copying {
  readonly sources: readonly string[];
  readonly target: string;
  readonly isIntoFolder: boolean;
}

/** Options of `cp` and `install` with a value of their own. */
const valued = /^(-[mogS]|--(mode|owner|group|suffix))$/;

/**
 * Returns where the commands of a script put copies of a file, byte for byte: `cp`, `mv`, `install`, and `cat` with a redirection, one after the
 * other. `folder` is where the script starts, and a `cd` is followed. A word that the shell would replace names nothing.
 */
export function copiedTo(commands: readonly ShellCommand[], folder: string, source: string): readonly CopiedTo[] {
  const held: CopiedTo[] = [{ path: source, isCertain: true }];
  let current = folder;
  for (const command of commands) {
    const words = command.words.filter(({ isLiteral }) => isLiteral).map(({ value }) => value);
    if (command.name === 'cd') {
      current = resolvePosix(current, words[1] ?? current);
      continue;
    }
    const copying = copyingOf(command, words);
    if (!copying) continue;
    const here = current;
    held.push(...held.flatMap((each) => placesAfter(copying, here, each)));
  }
  return held.slice(1);
}

function copyingOf(command: ShellCommand, words: readonly string[]): Copying | null {
  if (command.name === 'cat') {
    const written = command.redirects.filter(({ operator, word }) => operator === '>' && word.isLiteral);
    const target = written[0]?.word.value;
    return target === undefined || words.length !== 2 ? null : { sources: words.slice(1), target, isIntoFolder: false };
  }
  if (!['cp', 'mv', 'install'].includes(command.name)) return null;
  const given = words.slice(1);
  const into = given.indexOf('-t');
  const folder = into < 0 ? null : (given[into + 1] ?? null);
  const operands = given.filter((word, index) => {
    const before = given[index - 1] ?? '';
    return !word.startsWith('-') && !valued.test(before) && before !== '-t';
  });
  const target = folder ?? operands.at(-1);
  const sources = folder === null ? operands.slice(0, -1) : operands;
  if (target === undefined || sources.length === 0) return null;
  const isIntoFolder = folder !== null || sources.length > 1 || /(^|\/)\.{0,2}$/.test(target);
  return { sources, target, isIntoFolder };
}

function placesAfter(
  { sources, target, isIntoFolder }: Copying,
  folder: string,
  { path, isCertain }: CopiedTo,
): readonly CopiedTo[] {
  const place = resolvePosix(folder, target);
  const [placed] = sources.flatMap((source) => {
    const below = restOf(resolvePosix(folder, source), path);
    if (below === null) return [];
    // `cp -r src/. out` copies what is in the folder, `cp -r src out` the folder itself, where there is an `out`.
    if (below !== '' && /(^|\/)\.$/.test(source)) return [[{ path: join(place, below), isCertain }]];
    const isPattern = /[*?[]/.test(source);
    const own = isPattern || below === '' ? basename(path) : join(basename(resolvePosix(folder, source)), below);
    const intoFolder = { path: join(place, own), isCertain };
    if (isIntoFolder || isPattern) return [[intoFolder]];
    const asNamed = { path: below === '' ? place : join(place, below), isCertain };
    if (below === '' && kindOf(place) !== '' && kindOf(place) === kindOf(path)) return [[asNamed]];
    return [[asNamed, intoFolder].map((each) => ({ ...each, isCertain: false }))];
  });
  return placed ?? [];
}

/** The ending of a file's name: a target with that of its source is no folder. */
const kindOf = (path: string): string => /[^/]\.([^./]+)$/.exec(path)?.[1] ?? '';

/** What is left of a path below a word; '' where the word, or a pattern in its last part, names it. Null where it does not cover it. */
function restOf(word: string, path: string): string | null {
  const folder = word.slice(0, word.lastIndexOf('/'));
  const name = word.slice(folder.length + 1);
  if (/[*?[]/.test(name)) {
    const isMatch = patternOf(name).test(basename(path)) && path.slice(0, path.lastIndexOf('/')) === folder;
    return isMatch ? '' : null;
  }
  if (word === path) return '';
  const start = word === '/' ? '/' : `${word}/`;
  return path.startsWith(start) ? path.slice(start.length) : null;
}

/** The expression of a shell pattern's `*` and `?`; a bracket stands for any one character. */
const patternOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\[[^\]]*\]/g, '.')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
