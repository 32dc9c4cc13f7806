import { flagValue, present, type Arguments, type Install, type Manifests, type Recognise } from './install.ts';
import type { Project } from './project.ts';

/** Flags of npm, yarn, pnpm and bun that take the next word as their value. */
export const nodeValuedFlags: ReadonlySet<string> = new Set(
  '--prefix --cwd --dir -C --loglevel --registry --cache --omit --include --only --workspace -w --filter -F --network-timeout --cache-folder --mutex --modules-folder --store-dir --backend --network-concurrency'.split(
    ' ',
  ),
);

const npmInstalls = new Set(['ci', 'clean-install', 'ic', 'install-clean', 'install', 'i', 'in', 'isntall', 'add']);
const pnpmInstalls = new Set(['install', 'i', 'ci', 'fetch']);
const bunInstalls = new Set(['install', 'i', 'ci']);

/** Recognises `npm ci`, `npm install` and their aliases without package names. */
export const npm: Recognise = (command, words) =>
  isProjectInstall(words, npmInstalls)
    ? install(command, words, 'package.json', ['package-lock.json', 'npm-shrinkwrap.json', '.npmrc'])
    : null;

/** Recognises `yarn` and `yarn install`, of Yarn 1 and later. */
export const yarn: Recognise = (command, words) =>
  (words.plain.length === 0 && !words.flags.has('--version') && !words.flags.has('-v')) ||
  isProjectInstall(words, new Set(['install']))
    ? install(command, words, 'package.json', ['yarn.lock', '.yarnrc', '.yarnrc.yml', '.npmrc'], ['.yarn'])
    : null;

/** Recognises `pnpm install` and `pnpm fetch`. */
export const pnpm: Recognise = (command, words) =>
  isProjectInstall(words, pnpmInstalls)
    ? install(command, words, 'package.json', ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs'])
    : null;

/** Recognises `bun install`. */
export const bun: Recognise = (command, words) =>
  isProjectInstall(words, bunInstalls)
    ? install(command, words, 'package.json', ['bun.lock', 'bun.lockb', 'bunfig.toml', '.npmrc'])
    : null;

const isProjectInstall = ({ plain, flags }: Arguments, subcommands: ReadonlySet<string>): boolean =>
  plain.length === 1 && subcommands.has(plain[0] ?? '') && !flags.has('-g') && !flags.has('--global');

function install(
  command: Install['command'],
  words: Arguments,
  required: string,
  optional: readonly string[],
  folders: readonly string[] = [],
): Install {
  const ignoresScripts = words.flags.has('--ignore-scripts');
  return {
    ecosystem: 'node',
    command,
    folder: flagValue(words, '--prefix', '--cwd', '--dir', '-C'),
    isCheapWithCache: false,
    way: { is: 'move' },
    manifests: (project) => nodeManifests(project, present(project, [required], optional), folders, ignoresScripts),
  };
}

/** What of `package.json` decides about the install. */
interface PackageJson {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly workspaces?: unknown;
}

function nodeManifests(
  project: Project,
  base: Manifests,
  folders: readonly string[],
  ignoresScripts: boolean,
): Manifests | null {
  const { files } = project;
  if (!files?.has('package.json')) return base;
  const written = project.read('package.json') ?? '{}';
  const packageJson = parsePackageJson(written);
  // A dependency that is a folder of the project needs that folder.
  if (!packageJson || /"(?:file|link|portal):/.test(written)) return null;
  const fromScripts = ignoresScripts ? [] : foldersForScripts(packageJson);
  if (!fromScripts) return null;
  const members =
    packageJson.workspaces !== undefined || files.has('pnpm-workspace.yaml') ? memberManifests(files) : [];
  if (!members) return null;
  const wanted = [...folders, ...fromScripts].filter((folder) =>
    [...files].some((file) => file.startsWith(`${folder}/`)),
  );
  return { ...base, optional: [...base.optional, ...members], folders: wanted };
}

/** More workspaces than this would make the edit unreadable. */
const maximumMembers = 20;

function memberManifests(files: ReadonlySet<string>): string[] | null {
  const members = [...files].filter((file) => file.endsWith('/package.json') && !file.includes('node_modules/')).sort();
  return members.length <= maximumMembers ? members : null;
}

/** Scripts that a package manager runs for the project itself during an install. https://docs.npmjs.com/cli/using-npm/scripts */
const lifecycle = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

/** Returns the folders that the project's own install scripts read, or null when that cannot be told. */
function foldersForScripts({ scripts = {} }: PackageJson): string[] | null {
  const folders: string[] = [];
  for (const name of lifecycle) {
    const script = scripts[name];
    if (script === undefined) continue;
    if (typeof script !== 'string') return null;
    if (/^\s*patch-package\s*$/.test(script)) folders.push('patches');
    else if (/^\s*prisma generate\s*$/.test(script)) folders.push('prisma');
    else if (!/^\s*(is-ci\s*\|\|\s*)?husky(\s+install)?\s*(\|\|\s*(true|exit 0|:)\s*)?$/.test(script)) return null;
  }
  return folders;
}

function parsePackageJson(written: string): PackageJson | null {
  try {
    const parsed: unknown = JSON.parse(written);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    // A file that is half-written just now; the edit can be offered when it is whole again.
    return null;
  }
}
