import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';
import type { Project } from './project.ts';

/**
 * The files that a dependency install reads, by their paths below the project's folder. `required` must exist; `optional` are
 * copied where they exist; `folders` are copied as a whole.
 */
export interface Manifests {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly folders: readonly string[];
}

/**
 * How the install gets away from the source: by standing before it (`move`), by a step of its own that only fetches
 * dependencies and leaves the command where it is (`insert`), or not at all (`none`).
 */
export type Way =
  { readonly is: 'move' } | { readonly is: 'insert'; readonly command: string } | { readonly is: 'none' };

/** A command that installs or fetches a project's dependencies. */
export interface Install {
  /** Commands of one ecosystem use the same dependencies: an install of it before the source makes a later one cheap. */
  readonly ecosystem: string;
  readonly command: PlacedCommand;
  /** The folder that the command names with a flag, as written; null for the working folder. */
  readonly folder: string | null;
  /** Whether a cache mount saves it from fetching again, because fetching is all that the dependencies cost it. */
  readonly isCheapWithCache: boolean;
  readonly way: Way;
  /** The files to bring before it, or null when they cannot be told for this project. */
  readonly manifests: (project: Project) => Manifests | null;
}

/** What a tool makes of a command that calls it; null when the command installs no dependencies of a project. */
export type Recognise = (command: PlacedCommand, words: Arguments) => Install | null;

/** The arguments of a command. */
export interface Arguments {
  /** Words that are neither flags nor values of flags, the subcommand first. */
  readonly plain: readonly string[];
  /** Flags by name with their values; an empty string for a flag without value, the last value where one is repeated. */
  readonly flags: ReadonlyMap<string, string>;
  /** All values of repeated flags, in order. */
  readonly values: readonly (readonly [flag: string, value: string])[];
}

/** Reads the words behind a command's name; `valued` are the flags whose value is the next word. */
export function readArguments(words: readonly string[], valued: ReadonlySet<string>): Arguments {
  const plain: string[] = [];
  const values: [string, string][] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-') || word === '-') plain.push(word);
    else if (word.includes('=')) values.push([word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
    else values.push([word, valued.has(word) ? (words[++index] ?? '') : '']);
  }
  return { plain, flags: new Map(values), values };
}

/** Returns the value of the first of some flags that is there, or null. */
export const flagValue = ({ flags }: Arguments, ...names: readonly string[]): string | null =>
  names.map((name) => flags.get(name)).find((value) => value !== undefined) ?? null;

/** Returns a command's words as one line, for a message or for a new instruction. */
export const lineOf = ({ words }: PlacedCommand): string => words.map(({ raw }) => raw).join(' ');

/** Returns the manifests that exist: all of them where the files are not known, as wildcards that may match nothing. */
export function present(project: Project, required: readonly string[], optional: readonly string[]): Manifests {
  const known = project.files;
  if (!known || !required.every((file) => known.has(file))) {
    const wildcards = optional.map(asWildcard);
    // `.yarnrc*` matches `.yarnrc.yml` already.
    const isCovered = (one: string) => wildcards.some((other) => other !== one && one.startsWith(other.slice(0, -1)));
    return { required, optional: wildcards.filter((one) => !isCovered(one)), folders: [] };
  }
  return { required, optional: optional.filter((file) => known.has(file)), folders: [] };
}

/** A wildcard that matches nothing does not fail a COPY as long as another source matches. */
const asWildcard = (file: string): string => (file.endsWith('*') ? file : `${file}*`);
