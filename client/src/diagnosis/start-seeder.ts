import { basename, join, normalisePosix } from '../../../core/src/path.ts';
import type { Shell, ShellCommand } from '../../../core/src/shell/shell.ts';
import { pathBelow } from './covering-mount.ts';
import { replaced, variablesOf, type StartScript } from './start-writer.ts';

/** A command of a start script that copies something under a condition, so that a later start may leave it out. */
export interface Seeding {
  /** The script's path in the container; `CMD` where the script stands in the command itself. */
  readonly script: string;
  /** One-based. */
  readonly line: number;
  readonly program: string;
  /** The paths at which the copy of the asked file may be, the likeliest first. */
  readonly targets: readonly string[];
}

/** How the file at a path is copied: the sources and the target as the command names them, in full. */
interface Copy {
  readonly sources: readonly string[];
  readonly target: string;
  readonly isConditional: boolean;
}

/**
 * Returns the commands of start scripts that copy the file at `path` to another place, and do so only under a condition: inside `if`,
 * behind `&&` or `||`, after a branch that ends the script, or with `cp -n`. Such a copy is mostly made while the target is empty.
 * `environment` has the image's variables, `NAME=value`.
 */
export function seedingsOf(
  scripts: readonly StartScript[],
  path: string,
  workingFolder: string,
  environment: readonly string[],
  shell: Shell,
): readonly Seeding[] {
  return scripts.flatMap((script) => seedingsIn(script, path, workingFolder, environment, shell));
}

function seedingsIn(
  script: StartScript,
  path: string,
  start: string,
  environment: readonly string[],
  shell: Shell,
): readonly Seeding[] {
  const given = environment.map((each) => [each.split('=')[0] ?? '', each.slice(each.indexOf('=') + 1)] as const);
  const variables = new Map([...given, ...variablesOf(script.text)]);
  const unpacked = [...script.text.matchAll(/(?:-C|--directory)[ =]["']?(\/[^\s"')]+)/g)].map(([, from = '']) => from);
  let folder = start;
  let mayHaveEnded = false;
  return shell.commandsOf(script.text).flatMap((command): readonly Seeding[] => {
    const words = command.words.map(({ value }) => replaced(value, variables).replaceAll('$PWD', folder));
    if (command.name === 'cd' && words[1] !== undefined) folder = absolute(words[1], folder);
    if (['exit', 'exec', 'return'].includes(command.name) && isUnderCondition(command)) mayHaveEnded = true;
    const copy = copyOf(command, words, folder, unpacked);
    if (!copy || !(copy.isConditional || mayHaveEnded)) return [];
    const targets = copy.sources.flatMap((source) => targetsOf(source, copy.target, path));
    if (targets.length === 0) return [];
    const line = script.text.slice(0, command.start).split('\n').length;
    return [{ script: script.path ?? 'CMD', line, program: command.name, targets }];
  });
}

const isUnderCondition = ({ isIn, connector }: ShellCommand): boolean =>
  isIn.includes('branch') || connector === '&&' || connector === '||';

/** Options after which the next word belongs to the option. */
const valued = new Set(['-t', '--target-directory', '-m', '-o', '-g', '--mode', '--owner', '--group', '--exclude']);

function copyOf(
  command: ShellCommand,
  words: readonly string[],
  folder: string,
  unpacked: readonly string[],
): Copy | null {
  const { name } = command;
  const isConditional =
    isUnderCondition(command) || words.some((word) => /^(-\w*n\w*|--no-clobber|--ignore-existing)$/.test(word));
  if (name === 'tar') return unpackingOf(words, folder, unpacked, isConditional);
  if (!['cp', 'rsync', 'install', 'mv'].includes(name)) return null;
  const at = words.findIndex((word) => word === '-t' || word.startsWith('--target-directory'));
  const named = at < 0 ? null : words[at]?.includes('=') ? words[at]?.split('=')[1] : words[at + 1];
  const paths = words.slice(1).filter((word, index) => !word.startsWith('-') && !valued.has(words[index] ?? ''));
  const target = named ?? paths.at(-1);
  const sources = named === null || named === undefined ? paths.slice(0, -1) : paths;
  if (target === undefined || sources.length === 0) return null;
  return { sources: sources.map((word) => inFull(word, folder)), target: absolute(target, folder), isConditional };
}

/** A tar that unpacks what another one packed: the sources are the folders that the script packs anywhere. */
function unpackingOf(
  words: readonly string[],
  folder: string,
  packed: readonly string[],
  isConditional: boolean,
): Copy | null {
  const isPacking = words.slice(1, 3).some((word) => /^-?[a-z]*c[a-z]*$/.test(word) || word === '--create');
  if (isPacking) return null;
  const at = words.findIndex((word) => word === '-C' || word.startsWith('--directory'));
  const named = at < 0 ? folder : words[at]?.includes('=') ? words[at]?.split('=')[1] : words[at + 1];
  const target = absolute(named ?? folder, folder);
  const sources = packed
    .filter((from) => absolute(from, folder) !== target)
    .map((from) => `${from.replace(/\/$/, '')}/.`);
  return sources.length > 0 ? { sources, target, isConditional } : null;
}

/** Returns where a source's copy of `path` comes to lie below the target; none when the source does not have it. */
function targetsOf(source: string, target: string, path: string): readonly string[] {
  if (source === path) return [`${target.replace(/\/$/, '')}/${basename(path)}`, target];
  const isContent = /\/(\.|[^/]*\*[^/]*)?$/.test(source);
  const folder = isContent ? source.slice(0, source.lastIndexOf('/')) : source;
  const rest = pathBelow(folder, path);
  if (rest === null || rest === '') return [];
  const inTarget = `${target.replace(/\/$/, '')}/${rest}`;
  return isContent ? [inTarget] : [`${target.replace(/\/$/, '')}/${basename(folder)}/${rest}`, inTarget];
}

const absolute = (word: string, folder: string): string =>
  normalisePosix(word.startsWith('/') ? word : join(folder, word));

/** A source's end tells what is copied, so it stays as written. */
function inFull(word: string, folder: string): string {
  if (word.startsWith('/')) return word;
  return `${folder.replace(/\/$/, '')}/${word.replace(/^\.\//, '')}`;
}
