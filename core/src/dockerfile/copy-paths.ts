import { compilePattern } from '../dockerignore/pattern.ts';
import { basename, join, normalisePosix } from '../path.ts';
import type { Instruction } from './model.ts';

/**
 * Returns what is left of `path` below the source: '' when the source names the file itself, null when it does not cover it.
 * A source is rooted at its context whatever it begins with; a folder's content is copied, not the folder
 * (https://docs.docker.com/reference/dockerfile/#copy).
 */
export function restUnder(source: string, path: string, instruction: Instruction): string | null {
  const pattern = normalisePosix(`/${source}`).slice(1);
  if (isExcludedByFlag(instruction, path, pattern)) return null;
  const rest = pattern === '' ? path : coveredBy(pattern, path);
  if (rest === null) return null;
  if (!instruction.flags.some(({ name, value }) => name === 'parents' && value !== 'false')) return rest;
  const pivot = source.indexOf('/./');
  return pivot < 0 ? path : path.slice(normalisePosix(source.slice(0, pivot)).replace(/^\/+/, '').length + 1);
}

function coveredBy(pattern: string, path: string): string | null {
  const compiled = compilePattern(pattern);
  if (!('matches' in compiled)) return null;
  const names = path.split('/');
  for (let count = 1; count <= names.length; count++) {
    if (compiled.matches(names.slice(0, count).join('/'))) return names.slice(count).join('/');
  }
  return null;
}

/** `--exclude` patterns are matched below the source; matching them against the whole path too covers both readings of it. */
function isExcludedByFlag(instruction: Instruction, path: string, source: string): boolean {
  return instruction.flags.some(({ name, value }) => {
    if (name !== 'exclude' || value === null) return false;
    const below = source !== '' && path.startsWith(`${source}/`) ? path.slice(source.length + 1) : path;
    return coveredBy(value.replace(/^\/+/, ''), below) !== null || coveredBy(value.replace(/^\/+/, ''), path) !== null;
  });
}

/** Returns where a file ends: `rest` is what is left of its path below the source, '' when the source names the file itself. */
export function destinationOf(
  destination: string,
  folder: string,
  rest: string,
  path: string,
  isIntoFolder: boolean,
): string {
  const target = resolvePosix(folder, destination);
  if (rest !== '') return resolvePosix(target, rest);
  const intoFolder = isIntoFolder || destination.endsWith('/') || /(^|\/)\.{1,2}$/.test(destination);
  return intoFolder ? resolvePosix(target, basename(path)) : target;
}

/** Adds a folder and all folders above it. */
export function addWithParents(folders: Set<string>, path: string): void {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end));
}

/**
 * A COPY makes the folders above its destination, and the destination itself where that is a folder: after a slash, for several
 * sources, and for a source that is a folder. The last is not written anywhere; a name without a dot is taken for one.
 */
export function addMadeFolders(
  folders: Set<string>,
  instruction: Instruction,
  destination: string | undefined,
  folder: string,
): void {
  if (destination === undefined) return;
  const target = resolvePosix(folder, destination);
  const sources = instruction.words.slice(0, -1).map(({ value }) => value);
  const isOfFolder = sources.some(
    (source) => /[*?[]|\/$/.test(source) || !basename(normalisePosix(source)).slice(1).includes('.'),
  );
  const isFolder = destination.endsWith('/') || sources.length > 1 || isOfFolder;
  addWithParents(folders, isFolder ? target : target.slice(0, Math.max(target.lastIndexOf('/'), 0)));
}

/** Returns an absolute container path for one that is written relative to a folder. */
export const resolvePosix = (folder: string, path: string): string =>
  path.startsWith('/') ? normalisePosix(path) : join(folder === '' ? '/' : folder, path);
