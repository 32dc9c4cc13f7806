import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RegisteredCause } from '../client/src/diagnosis/define-cause.ts';
import type { Certainty } from '../client/src/diagnosis/report/report.ts';
import type { RegisteredRule } from '../server/src/lint/define-rule.ts';

/** The folder of `package.json`. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A file that is derived: its path below the root, and what must stand in it. */
export interface Product {
  readonly file: string;
  readonly content: string;
}

/** Makes some of the products. */
export type Section = (sources: Sources) => Promise<Product[]> | Product[];

/** A rule or cause and the file it stands in, as a path below the folder of its registry. */
export type Found<T> = T & { readonly file: string };

/** What the products are derived from. */
export interface Sources {
  readonly rules: readonly Found<RegisteredRule>[];
  readonly causes: readonly (Found<RegisteredCause> & { readonly certainties: readonly Certainty[] })[];
  /** `package.json` as it is; a section keeps what it does not own. */
  readonly packageJson: Readonly<Record<string, unknown>>;
}

/** The folder of the rules. */
export const ruleFolder = 'server/src/rules';
/** The folder of the causes. */
export const causeFolder = 'client/src/diagnosis/causes';

/** Reads the sources from the work tree. */
export async function readSources(): Promise<Sources> {
  return {
    rules: await load<RegisteredRule>(ruleFolder),
    causes: await withCertainties(await load<RegisteredCause>(causeFolder)),
    packageJson: JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>,
  };
}

/** Returns the TypeScript files below a folder, sorted, `/` between names. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(path.join(root, folder), path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** Returns the id of a rule or cause: its file's name. */
const idOf = (file: string): string => path.posix.basename(file, '.ts');

/**
 * How surely a cause may speak stands in its own words, or in those of a file that it shares with its relatives: `say.confirmed(…)`, or the
 * word itself where one of several is chosen.
 */
async function withCertainties(causes: readonly Found<RegisteredCause>[]): Promise<Sources['causes']> {
  return Promise.all(
    causes.map(async (cause) => {
      const file = path.join(root, causeFolder, cause.file);
      const own = await readFile(file, 'utf8');
      const imported = Array.from(own.matchAll(/from '(\.[^']*)'/g), ([, name = '']) => name).filter(
        // These name all three, since they define what they are.
        (name) => !/\/(define-cause|report\/report)\.ts$/.test(name),
      );
      const shared = await Promise.all(imported.map((name) => readFile(path.join(path.dirname(file), name), 'utf8')));
      const words = [own, ...shared].join('\n');
      const certainties = (['confirmed', 'likely', 'possible'] as const).filter((word) =>
        new RegExp(`\\bsay\\.${word}\\b|'${word}'`).test(words),
      );
      return { ...cause, certainties };
    }),
  );
}

/** Loads the default export of each file in the folders below `folder`; the files beside the registry are helpers. */
async function load<T>(folder: string): Promise<Found<T>[]> {
  const files = (await listFiles(folder)).filter((file) => file.includes('/'));
  const loaded = await Promise.all(
    files.map(async (file) => {
      const url = pathToFileURL(path.join(root, folder, file)).href;
      const { default: unit } = (await import(url)) as { default?: T };
      if (unit === undefined) throw new Error(`${folder}/${file} has no default export`);
      return { ...unit, id: idOf(file), file };
    }),
  );
  return loaded.sort((a, b) => (a.id < b.id ? -1 : 1));
}
