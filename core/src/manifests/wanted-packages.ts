import { parse } from 'yaml';
import { basename } from '../path.ts';
import { readGoMod } from './go-mod.ts';
import type { WantedPackage } from './wanted-package.ts';

/** How a project's packages are installed, hence where: `npm` also for yarn and pnpm. Go installs none: its modules are in the program. */
export type Ecosystem = 'npm' | 'pip' | 'gem' | 'composer' | 'go';

/** What a manifest or lock file wants, the project's own dependencies before theirs. */
export interface WantedPackages {
  readonly ecosystem: Ecosystem;
  readonly packages: readonly WantedPackage[];
}

type Reader = (text: string) => readonly WantedPackage[];

/** No project has more; a longer file is read up to here. */
const most = 5_000;

const readers: readonly (readonly [RegExp, Ecosystem, Reader])[] = [
  [/^package\.json$/, 'npm', packageJson],
  [/^(package-lock|npm-shrinkwrap)\.json$/, 'npm', packageLock],
  [/^yarn\.lock$/, 'npm', yarnLock],
  [/^pnpm-lock\.yaml$/, 'npm', pnpmLock],
  [/^.*requirements.*\.txt$|^constraints\.txt$/, 'pip', requirements],
  [/^(poetry|uv|pdm)\.lock$/, 'pip', tomlLock],
  [/^Pipfile\.lock$/, 'pip', pipfileLock],
  [/^Gemfile\.lock$|^gems\.locked$/, 'gem', gemfileLock],
  [/^composer\.lock$/, 'composer', composerLock],
  [/^go\.mod$/, 'go', (text) => readGoMod(text).requires],
];

/** Returns what a dependency file wants, by its name; null for any other file, and for one that is half written. */
export function wantedPackages(path: string, text: string): WantedPackages | null {
  const reader = readers.find(([name]) => name.test(basename(path)));
  if (!reader) return null;
  const [, ecosystem, read] = reader;
  try {
    return { ecosystem, packages: read(text).slice(0, most) };
  } catch {
    // While somebody types, or after a merge conflict, it is no JSON or YAML.
    return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] => Object.entries(fieldsOf(value));

function packageJson(text: string): readonly WantedPackage[] {
  const manifest = fieldsOf(JSON.parse(text));
  return (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((key) =>
    entriesOf(manifest[key]).flatMap(([name, version]) =>
      typeof version === 'string' ? [{ name, version, isOptional: key !== 'dependencies' }] : [],
    ),
  );
}

/** Version 2 and 3 name each folder of `node_modules`, version 1 the packages: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
function packageLock(text: string): readonly WantedPackage[] {
  const lock = fieldsOf(JSON.parse(text));
  const folders = fieldsOf(lock.packages);
  const own = new Set(
    ['dependencies', 'devDependencies'].flatMap((key) => Object.keys(fieldsOf(fieldsOf(folders[''])[key]))),
  );
  const installed = entriesOf(folders).flatMap(([path, value]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined ? [] : lockedPackage(name, value);
  });
  const all =
    installed.length > 0
      ? installed
      : entriesOf(lock.dependencies).flatMap(([name, value]) => lockedPackage(name, value));
  return all.toSorted((a, b) => Number(own.has(b.name)) - Number(own.has(a.name)));
}

function lockedPackage(name: string, value: unknown): readonly WantedPackage[] {
  const { version, link, ...marks } = fieldsOf(value);
  if (typeof version !== 'string' || link === true || version.includes(':')) return [];
  return [
    { name, version, isOptional: ['dev', 'optional', 'devOptional', 'peer'].some((mark) => marks[mark] === true) },
  ];
}

/** `"left-pad@^1.0.0", left-pad@1:` with `version "1.3.0"` below, in version 2 `version: 1.3.0`. Whose dependency it is stands elsewhere. */
function yarnLock(text: string): readonly WantedPackage[] {
  const blocks = text.matchAll(/^"?((?:@[^@"\s/]+\/)?[^@"\s]+)@[^\n]*:\n {2}version:? "?([^"\s]+)"?/gm);
  return [...blocks].map(([, name = '', version = '']) => ({ name, version, isOptional: true }));
}

function pnpmLock(text: string): readonly WantedPackage[] {
  const lock = fieldsOf(parse(text));
  const root = fieldsOf(fieldsOf(lock.importers)['.'] ?? lock);
  return (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((key) =>
    entriesOf(root[key]).flatMap(([name, value]) => {
      const version = typeof value === 'string' ? value : fieldsOf(value).version;
      if (typeof version !== 'string' || version.includes(':')) return [];
      return [{ name, version: version.replace(/[(_].*$/, ''), isOptional: key !== 'dependencies' }];
    }),
  );
}

const requirement = (name: string, version: string): WantedPackage => ({ name, version, isOptional: false });

/** Only exact versions tell; a marker (`; python_version < "3.9"`) may leave a package out. */
function requirements(text: string): readonly WantedPackage[] {
  return text.split('\n').flatMap((line) => {
    const [, name, version, rest] =
      /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*===?\s*([^\s;,#\\]+)(.*)$/.exec(line) ?? [];
    if (name === undefined || version === undefined || version.includes('*')) return [];
    return [{ ...requirement(name, version), isOptional: rest?.includes(';') ?? false }];
  });
}

/**
 * The two fields of each `[[package]]` are all that is needed, and every tool writes them on lines of their own, so the file is not
 * parsed as TOML. Which packages belong to which group stands elsewhere.
 */
function tomlLock(text: string): readonly WantedPackage[] {
  const blocks = text.matchAll(/^\[\[package\]\]\r?\nname = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm);
  return [...blocks].map(([, name = '', version = '']) => ({ name, version, isOptional: true }));
}

function pipfileLock(text: string): readonly WantedPackage[] {
  return entriesOf(fieldsOf(JSON.parse(text)).default).flatMap(([name, value]) => {
    const { version } = fieldsOf(value);
    return typeof version === 'string' ? [requirement(name, version.replace(/^==/, ''))] : [];
  });
}

/** Resolved gems are indented by four blanks, what they depend on by six; a platform may follow the version. */
function gemfileLock(text: string): readonly WantedPackage[] {
  return [...text.matchAll(/^ {4}([\w.-]+) \(([\d][\w.]*)(?:-[\w-]+)?\)$/gm)].map(([, name = '', version = '']) => ({
    name,
    version,
    isOptional: true,
  }));
}

function composerLock(text: string): readonly WantedPackage[] {
  const { packages } = fieldsOf(JSON.parse(text));
  return (Array.isArray(packages) ? packages : []).flatMap((each: unknown) => {
    const { name, version } = fieldsOf(each);
    return typeof name === 'string' && typeof version === 'string' ? [requirement(name, version)] : [];
  });
}
