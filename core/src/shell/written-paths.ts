import { basename, isAbsolute, join, normalisePosix } from '../path.ts';
import type { ShellCommand, ShellWord } from './shell.ts';

/** A path that a command of a script writes, as far as its words tell. */
export interface WrittenPath {
  /** Absolute in the container. */
  readonly path: string;
  /** The command puts its files into this folder under their own names. */
  readonly isFolder: boolean;
  /** The last part of the program's path: `wget`, `cp`. */
  readonly program: string;
  /** What the command reads: absolute paths, or URLs as written. */
  readonly reads: readonly string[];
  /** The bytes that are read are written as they are. */
  readonly isCopy: boolean;
  /** What is written comes over the network, or from a repository. */
  readonly isFetched: boolean;
}

/** Programs that pass bytes on as they are. */
const copiers = new Set(['cp', 'mv', 'install', 'cat', 'tee', 'ln', 'dd', 'rsync']);

/** Programs whose last word names what they write. */
const placers = new Set(['cp', 'mv', 'install', 'rsync', 'ln']);

const fetchers = new Set(['wget', 'curl', 'git', 'svn', 'hg', 'aria2c', 'scp', 'sftp', 'ftpget', 'gsutil', 'aws']);

/** Options whose value names the file or folder that is written, of compilers, bundlers and downloaders alike. */
const outputOptions =
  /^(-o|-O|--output|--out|--outfile|--out-file|--output-document|--output-file|--outdir|--out-dir|--output-path|--output-dir|--dist|--target-dir|--prefix|--directory-prefix|-P|-d)$/;

/** Of these the value is a folder. */
const folderOptions =
  /^(--outdir|--out-dir|--output-path|--output-dir|--dist|--target-dir|--prefix|--directory-prefix|-P|-d)$/;

const isUrl = (value: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:)/i.test(value);

/**
 * Returns the paths that a script's commands write: by redirection, by an option such as `-o`, by their last word, or by the name of a
 * URL. `folder` is where the script starts, and a `cd` is followed. A word that the shell would replace names nothing.
 */
export function writtenPaths(commands: readonly ShellCommand[], folder: string): readonly WrittenPath[] {
  const written: WrittenPath[] = [];
  let current = folder;
  let piped: readonly string[] = [];
  let isPipeOfCopiers = true;
  for (const command of commands) {
    const words = command.words.filter(({ isLiteral }) => isLiteral).map(({ value }) => value);
    if (command.connector !== '|') [piped, isPipeOfCopiers] = [[], true];
    if (command.name === 'cd') {
      current = placeIn(current, words[1] ?? current);
      continue;
    }
    const here = current;
    const reads = [...piped, ...readBy(command).map((value) => (isUrl(value) ? value : placeIn(here, value)))];
    const isCopy: boolean = isPipeOfCopiers && copiers.has(command.name);
    const isFetched = fetchers.has(command.name);
    const about = { program: command.name, reads, isCopy, isFetched };
    written.push(
      ...targetsOf(command, words).map(({ path, isFolder }) => ({ ...about, path: placeIn(here, path), isFolder })),
    );
    piped = reads;
    isPipeOfCopiers = isCopy;
  }
  return written;
}

interface Target {
  readonly path: string;
  readonly isFolder: boolean;
}

function targetsOf(command: ShellCommand, words: readonly string[]): readonly Target[] {
  const redirected = command.redirects
    .filter(({ operator, word }) => operator.includes('>') && !operator.includes('&') && word.isLiteral)
    .map(({ word }) => ({ path: word.value, isFolder: false }))
    .filter(({ path }) => !path.startsWith('/dev/'));
  return [...redirected, ...fetchedTo(command.name, words), ...placedAt(command.name, words), ...namedByOption(words)];
}

/** What a command reads: its words that are no options, and what is redirected into it. */
function readBy({ name, words, redirects }: ShellCommand): readonly string[] {
  const given = words.slice(1).filter((word) => word.isLiteral && isOperand(word));
  const inputs = placers.has(name) ? given.slice(0, -1) : given;
  const redirected = redirects
    .filter(({ operator, word }) => operator === '<' && word.isLiteral)
    .map(({ word }) => word);
  return [...inputs, ...redirected].map(({ value }) => value);
}

const isOperand = ({ value }: ShellWord): boolean => value !== '' && !value.startsWith('-');

function placedAt(name: string, words: readonly string[]): readonly Target[] {
  const operands = words.slice(1).filter((word) => !word.startsWith('-'));
  const last = operands.at(-1);
  if (name === 'tee') return operands.map((path) => ({ path, isFolder: false }));
  if (!placers.has(name) || last === undefined || operands.length < 2) return [];
  const isFolder = last.endsWith('/') || last === '.' || operands.length > 2;
  return [{ path: last, isFolder }];
}

/** `git clone` names its folder after the repository, wget and `curl -O` their file after the URL. */
function fetchedTo(name: string, words: readonly string[]): readonly Target[] {
  if (name === 'git') return clonedTo(words);
  if (name !== 'wget' && name !== 'curl') return [];
  const given = valueOf(words, name === 'wget' ? /^(-\w*O|--output-document)$/ : /^(-\w*o|--output)$/);
  if (given !== null) return given === '-' ? [] : [{ path: given, isFolder: false }];
  const url = words.slice(1).find(isUrl);
  const named =
    url === undefined ? '' : basename(new RegExp('^[^?#]*').exec(url.replace(/^[a-z]+:\/\/[^/]*/i, ''))?.[0] ?? '');
  const isNamed = name === 'wget' || words.some((word) => /^(-\w*O|--remote-name)$/.test(word));
  if (named === '' || !isNamed) return [];
  const folder = valueOf(words, /^(-P|--directory-prefix|--output-dir)$/) ?? '.';
  return [{ path: `${folder}/${named}`, isFolder: false }];
}

/** Options of `git clone` that take a value of their own. */
const cloneOptions =
  /^(-b|--branch|--depth|-o|--origin|-c|--config|--reference|--filter|-j|--jobs|-u|--upload-pack|--shallow-since)$/;

function clonedTo(words: readonly string[]): readonly Target[] {
  const at = words.indexOf('clone');
  if (at < 0) return [];
  const operands = words
    .slice(at + 1)
    .filter((word, index, rest) => !word.startsWith('-') && !cloneOptions.test(rest[index - 1] ?? ''));
  const [repository, folder] = operands;
  if (repository === undefined) return [];
  return [{ path: folder ?? basename(repository.replace(/[/:]/g, '/')).replace(/\.git$/, ''), isFolder: true }];
}

function namedByOption(words: readonly string[]): readonly Target[] {
  if (words[0] !== undefined && /^(wget|curl|git|mkdir|sort|set|bash|sh|ls|test|\[)$/.test(basename(words[0])))
    return [];
  return words.flatMap((word, index): readonly Target[] => {
    const [option = '', given] = word.startsWith('--') && word.includes('=') ? split(word) : [word, words[index + 1]];
    if (index === 0 || given === undefined || given.startsWith('-') || !outputOptions.test(option)) return [];
    return [{ path: given, isFolder: folderOptions.test(option) || given.endsWith('/') }];
  });
}

const split = (word: string): readonly [string, string] => [
  word.slice(0, word.indexOf('=')),
  word.slice(word.indexOf('=') + 1),
];

/** The value of an option, written behind it or after an equals sign. */
function valueOf(words: readonly string[], option: RegExp): string | null {
  for (const [index, word] of words.entries()) {
    if (option.test(word)) return words[index + 1] ?? null;
    const [name, value] = word.startsWith('--') && word.includes('=') ? split(word) : [word, null];
    if (value !== null && option.test(name)) return value;
  }
  return null;
}

const placeIn = (folder: string, path: string): string =>
  isAbsolute(path) ? normalisePosix(path) : join(folder === '' ? '/' : folder, path);
