import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../../../core/src/dockerfile/model.ts';
import { compilePattern } from '../../../core/src/dockerignore/pattern.ts';
import { basename, dirname, join, normalisePosix } from '../../../core/src/path.ts';

/** One source of a COPY or ADD from the build context. `path` is relative to the context's root, which is the empty string. */
export interface CopySource {
  readonly word: Word;
  readonly path: string;
  readonly is: 'context' | 'folder' | 'file' | 'wildcard';
}

/** A COPY or ADD that takes from the build context, and the folder or file it writes, as an absolute path. */
export interface ContextCopy {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly sources: readonly CopySource[];
  readonly destination: string;
}

/** Returns what a COPY or ADD takes from the build context, or null when it takes from elsewhere or is incomplete. */
export function contextCopyOf(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  workingFolder: string,
): ContextCopy | null {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return null;
  if (instruction.flags.some(({ name }) => name === 'from') || instruction.words.length < 2) return null;
  const scope = scopeAt(dockerfile, stage, instruction);
  const read = (word: Word): string => {
    const { value, isKnown } = expand(word, scope);
    return isKnown ? value : word.value;
  };
  const target = instruction.words.at(-1);
  const sources = instruction.words.slice(0, -1).flatMap((word) => sourceOf(word, read(word)));
  return {
    stage,
    instruction,
    sources,
    destination: target ? resolveIn(workingFolder, read(target)) : workingFolder,
  };
}

/**
 * Returns an absolute path. A path that begins with a variable whose value is not known counts as absolute, under the
 * variable's own name, so that two paths below it can still be compared.
 */
export const resolveIn = (folder: string, path: string): string =>
  normalisePosix(path.startsWith('/') ? path : path.startsWith('$') ? `/${path}` : join(folder, path));

function sourceOf(word: Word, value: string): CopySource[] {
  if (value.startsWith('<<') || /^([a-z]+:\/\/|git@)/i.test(value)) return [];
  const path = normalisePosix(`/${value}`).slice(1);
  if (path === '') return [{ word, path, is: 'context' }];
  if (/[*?[]/.test(path)) return [{ word, path, is: 'wildcard' }];
  const isFile =
    !value.endsWith('/') &&
    /\.[\w-]+$|^(Gemfile|Rakefile|Makefile|Pipfile|mvnw|gradlew|LICENSE|README)$/.test(basename(path));
  return [{ word, path, is: isFile ? 'file' : 'folder' }];
}

/** Returns which of the context's files a source takes. */
export function filesOf(source: CopySource, files: readonly string[]): readonly string[] {
  if (source.is === 'context') return files;
  if (source.is !== 'wildcard')
    return files.filter((file) => file === source.path || file.startsWith(`${source.path}/`));
  const pattern = compilePattern(source.path);
  if (!('matches' in pattern)) return [];
  const depth = source.path.split('/').length;
  return files.filter((file) => pattern.matches(file.split('/').slice(0, depth).join('/')));
}

const sourceFile =
  /\.([cm]?[jt]sx?|vue|svelte|astro|py|pyx|rb|erb|php|go|rs|java|kt|kts|scala|groovy|cs|fs|vb|cshtml|razor|c|cc|cpp|h|hpp|swift|ex|exs|html|css|scss|less|sql|proto|graphql)$/i;

/** What installs themselves read, and settings that change as seldom. */
const installInput =
  /(^|\/)(package(-lock)?\.json|setup\.(py|cfg)|build\.gradle\.kts|settings\.gradle\.kts|gradle\.properties|\.pnpmfile\.cjs|[\w.-]*config\.[cm]?[jt]s|\.?\w+rc\.[cm]?[jt]s|[\w.-]+\.gemspec)$/i;

/** Folders that installs read. */
const installFolder =
  /(^|\/)(\.yarn|\.mvn|\.cargo|\.bundle|\.config|patches|prisma|gradle|buildSrc|requirements|vendor|wheels|wheelhouse|certs?|ssl)(\/|$)/;

const isInstallInput = (file: string): boolean => installInput.test(file) || installFolder.test(file);

/**
 * Returns whether a copy brings source, which changes all the time, rather than the files that installs read. Where the
 * context's files are known they decide about folders and wildcards; the whole context always counts.
 */
export function bringsSource({ sources }: ContextCopy, files: readonly string[] | null): boolean {
  return sources.some((source) => {
    if (source.is === 'context') return true;
    if (source.is === 'file') return sourceFile.test(source.path) && !isInstallInput(source.path);
    const taken = files ? filesOf(source, files) : [];
    if (taken.length > 0) return taken.some((file) => sourceFile.test(file) && !isInstallInput(file));
    if (source.is === 'folder') return !installFolder.test(source.path);
    return wildcardBringsSource(source.path);
  });
}

/** `*`, `src/*` and `*.js` do; `package*.json` and `requirements*.txt` do not. */
const wildcardBringsSource = (path: string): boolean => {
  const name = basename(path);
  return !installFolder.test(dirname(path)) && (/^[*?]+$/.test(name) || sourceFile.test(name)) && !isInstallInput(name);
};
