import type { Ecosystem } from '../../../core/src/manifests/wanted-packages.ts';
import type { WantedPackage } from '../../../core/src/manifests/wanted-package.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { goModulesAt } from './go-programs.ts';
import { readContainerFile } from './read-file.ts';

/** Installed versions by name; a package that was looked for and is not there has null. */
export type Installed = ReadonlyMap<string, string | null>;

/** A container or a probe of which packages are asked. */
export interface Asked {
  readonly engine: Engine;
  readonly container: string;
  readonly ask: Ask;
  /** Whether a program may be run in it. */
  readonly mayExec: boolean;
}

/** So many packages are looked for one by one. */
const mostAsked = 12;

/** What is looked for. */
export interface Sought {
  readonly ecosystem: Ecosystem;
  readonly packages: readonly WantedPackage[];
  /** Of Go, the module that the program is of. */
  readonly module: string | null;
  /** Of Go, whether a build takes the very versions that go.mod asks for. */
  readonly isExact: boolean;
}

/** Returns the installed versions of the wanted packages below a folder, as far as they can be told. Throws `EngineFailure`. */
export async function installedPackages(
  asked: Asked,
  folder: string,
  { ecosystem, packages: wanted, module }: Sought,
): Promise<Installed> {
  if (ecosystem === 'go') return (await goModulesAt(asked, folder, module)) ?? new Map();
  if (ecosystem === 'composer') return composerPackages(asked, folder);
  if (ecosystem === 'npm') return nodePackages(asked, folder, wanted);
  return namedFolders(asked, ecosystem, folder, wanted);
}

async function readJson(
  { engine, container, ask }: Asked,
  path: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const value: unknown = JSON.parse((await readContainerFile(engine, container, path, ask)).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason !== 'not-found' && error.reason !== 'unsupported') throw error;
    return null;
  }
}

/** npm writes what it installed into one file; of yarn and pnpm the packages themselves are asked. */
async function nodePackages(asked: Asked, folder: string, wanted: readonly WantedPackage[]): Promise<Installed> {
  const hidden = (await readJson(asked, `${folder}/.package-lock.json`))?.packages;
  if (typeof hidden === 'object' && hidden !== null) {
    return new Map(
      Object.entries(hidden).flatMap(([path, value]: [string, unknown]) => {
        const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
        const version = (value as { readonly version?: unknown } | null)?.version;
        return name !== undefined && typeof version === 'string' ? [[name, version] as const] : [];
      }),
    );
  }
  const found = await Promise.all(
    wanted.slice(0, mostAsked).map(async ({ name }) => {
      const version = (await readJson(asked, `${folder}/${name}/package.json`))?.version;
      return [name, typeof version === 'string' ? version : null] as const;
    }),
  );
  return new Map(found);
}

/** https://getcomposer.org/doc/: version 2 wraps the list in `packages`. */
async function composerPackages(asked: Asked, folder: string): Promise<Installed> {
  const file = await readJson(asked, `${folder}/composer/installed.json`);
  const list = Array.isArray(file) ? file : file?.packages;
  if (!Array.isArray(list)) return new Map();
  return new Map(
    list.flatMap((each: { readonly name?: unknown; readonly version?: unknown }) =>
      typeof each.name === 'string' && typeof each.version === 'string' ? [[each.name, each.version] as const] : [],
    ),
  );
}

/** Names are compared as pip does: https://packaging.python.org/en/latest/specifications/name-normalization/ */
const plainName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/**
 * pip names a folder `<name>-<version>.dist-info`, RubyGems a file `<name>-<version>.gemspec`. The wanted version's own is asked for;
 * where it is missing the folder is listed by a program of the container, if there is one.
 */
async function namedFolders(
  asked: Asked,
  ecosystem: Ecosystem,
  folder: string,
  wanted: readonly WantedPackage[],
): Promise<Installed> {
  const listed = await listNames(asked, ecosystem === 'pip' ? folder : `${folder}/specifications`);
  const pattern =
    ecosystem === 'pip' ? /^(.+?)-(\d[^-]*)\.(?:dist|egg)-info$/ : /^(.+)-(\d[\w.]*)(?:-[\w-]+)?\.gemspec$/;
  const versions = new Map(
    listed.flatMap((name) => {
      const [, called, version] = pattern.exec(name) ?? [];
      return called !== undefined && version !== undefined ? [[plainName(called), version] as const] : [];
    }),
  );
  if (versions.size === 0) return new Map();
  return new Map(wanted.map(({ name }) => [name, versions.get(plainName(name)) ?? null] as const));
}

async function listNames({ engine, container, ask, mayExec }: Asked, folder: string): Promise<readonly string[]> {
  if (!mayExec) return [];
  try {
    const { exitCode, stdout } = await engine.exec(container, ['ls', '-1', folder], {}, ask);
    return exitCode === 0 ? stdout.toString('utf8').split('\n') : [];
  } catch (error) {
    // A container that does not run, or has no `ls`, is not asked any further; only a dead engine ends the gathering.
    if (error instanceof EngineFailure && ['cancelled', 'unreachable'].includes(error.reason)) throw error;
    return [];
  }
}

/** Returns the folders of Python packages below the given roots, as a shell of the container finds them; empty where none can be asked. */
export async function listFolders(
  { engine, container, ask, mayExec }: Asked,
  roots: readonly string[],
): Promise<readonly string[]> {
  if (!mayExec) return [];
  const script =
    'for root; do ls -d "$root"/lib/python3*/site-packages "$root"/lib/python3/dist-packages; done 2>/dev/null';
  try {
    const { stdout } = await engine.exec(container, ['sh', '-c', script, 'sh', ...roots], {}, ask);
    return stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line.startsWith('/'));
  } catch (error) {
    if (error instanceof EngineFailure && ['cancelled', 'unreachable'].includes(error.reason)) throw error;
    return [];
  }
}
