import type { Ask, Engine } from './engine.ts';
import { EngineFailure } from './engine.ts';
import { searchFiles } from './read-archive.ts';

/** The values that are looked for, by a key of the asker's. They may be secrets, and never come out. */
export type Needles = ReadonlyMap<string, string>;

/** Which keys' values were found, and in which file first. */
export interface SearchedBundles {
  readonly found: ReadonlyMap<string, string>;
  readonly files: number;
  readonly isComplete: boolean;
}

const isBundle = (name: string): boolean =>
  /\.(js|mjs|cjs|css|html?|json)$/.test(name) && !/(^|\/)node_modules\//.test(name);

/** More of an archive is not waited for: this much takes an engine about a second. */
const limits = { maxEntries: 20_000, maxBytes: 256 * 1024 * 1024, largestFile: 16 * 1024 * 1024 };

/** Searches the text files below paths of a container, as they come from the engine. Paths that are not there count as empty. */
export async function searchBundles(
  engine: Engine,
  container: string,
  paths: readonly string[],
  needles: Needles,
  ask?: Ask,
): Promise<SearchedBundles> {
  const found = new Map<string, string>();
  let files = 0;
  let isComplete = true;
  const wanted = [...needles].map(([key, value]) => ({ key, forms: writtenForms(value) }));
  for (const path of paths) {
    try {
      const stream = await engine.archive(container, path, ask);
      const rest = await searchFiles(stream, isBundle, limits, (name, content) => {
        files += 1;
        for (const { key, forms } of wanted) {
          if (!found.has(key) && forms.some((form) => content.includes(form))) found.set(key, placeOf(path, name));
        }
      });
      isComplete &&= rest.isComplete;
    } catch (error) {
      if (!(error instanceof EngineFailure && error.reason === 'not-found')) throw error;
    }
  }
  return { found, files, isComplete };
}

/** Names in an archive begin with the last segment of the path that was asked for. */
const placeOf = (path: string, name: string): string => `${path.slice(0, path.lastIndexOf('/'))}/${name}`;

/** A value as it may stand in code, in JSON, in HTML and in an address. */
function writtenForms(value: string): readonly string[] {
  const quoted = JSON.stringify(value).slice(1, -1);
  const inMarkup = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return [...new Set([value, quoted, quoted.replaceAll('/', '\\/'), inMarkup, encodeURIComponent(value)])];
}
