import { dirname, join } from 'node:path';
import { dirname as folderOf, join as joinPosix } from '../../../core/src/path.ts';
import { mountOver } from '../diagnosis/covering-mount.ts';
import type { FrameworkCache } from '../diagnosis/evidence/application-cache.ts';
import { pathInside } from '../workspace/disk.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import type { Ask, Engine } from './engine.ts';
import { readArtefact } from './read-artefact.ts';
import { seeFile } from './see-file.ts';

interface Framework {
  readonly name: string;
  /** A file beside which the project's root is. */
  readonly marker: string;
  /** Which files, by their path below the root, go into which folder or file. */
  readonly covers: RegExp;
  readonly cache: string;
  readonly isChecked: boolean;
  readonly clear: readonly string[];
}

/**
 * What frameworks keep and do not look at again in production, as their own documentation says: https://symfony.com/doc/current/configuration.html,
 * https://laravel.com/docs/configuration#configuration-caching, https://nextjs.org/docs/app/api-reference/cli/next#next-start-options
 */
const frameworks: readonly Framework[] = [
  {
    name: 'Symfony',
    marker: 'bin/console',
    covers: /^(config|templates|src|translations)\/|^\.env/,
    cache: 'var/cache',
    isChecked: false,
    clear: ['php', 'bin/console', 'cache:clear'],
  },
  ...(
    [
      [/^(config\/|\.env)/, 'bootstrap/cache/config.php'],
      [/^routes\//, 'bootstrap/cache/routes-v7.php'],
      [/^(resources\/views)\//, 'storage/framework/views'],
    ] as const
  ).map(([covers, cache]) => ({
    name: 'Laravel',
    marker: 'artisan',
    covers,
    cache,
    // Compiled views are compared with their templates.
    isChecked: cache === 'storage/framework/views',
    clear: ['php', 'artisan', 'optimize:clear'],
  })),
  ...['next.config.js', 'next.config.mjs', 'next.config.ts'].map((marker) => ({
    name: 'Next.js',
    marker,
    covers: /^(src|app|pages|components|lib|public|styles)\//,
    cache: '.next',
    isChecked: false,
    clear: ['npx', 'next', 'build'],
  })),
  {
    name: 'Rails',
    marker: 'bin/rails',
    covers: /^(app|config|lib)\//,
    cache: 'tmp/cache',
    isChecked: true,
    clear: ['bin/rails', 'tmp:cache:clear'],
  },
];

/** Records what a framework keeps of the file, where the file itself has arrived. */
export async function gatherFrameworkCaches(gatherer: Gatherer, look: Look): Promise<void> {
  const { disk, evidence } = gatherer;
  if (!look.isThere || look.containerPath === null) return;
  const found = await frameworksOf(gatherer, look.file.path);
  const text = found.length > 0 ? await disk.readText(look.file.path) : null;
  if (text === null) return;
  try {
    const caches = await Promise.all(found.map((each) => readCache(gatherer, look, each, text)));
    const there = caches.flatMap((each) => each ?? []);
    if (there.length > 0) evidence.frameworkCaches = known(there, `docker exec ${gatherer.name} ls`);
  } catch (error) {
    evidence.frameworkCaches = missing(failureText(error));
  }
}

interface InProject {
  readonly framework: Framework;
  readonly path: string;
}

/** The frameworks whose marker stands in a folder above the file, up to the workspace. */
async function frameworksOf({ disk, question }: Gatherer, path: string): Promise<readonly InProject[]> {
  const top = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  for (let folder = dirname(path); pathInside(top, folder) !== null; folder = dirname(folder)) {
    const inside = pathInside(folder, path) ?? '';
    const covering = frameworks.filter(({ covers }) => covers.test(inside));
    const marked = await Promise.all(covering.map(({ marker }) => disk.stat(join(folder, marker))));
    const found = covering.filter((_, index) => marked[index]);
    if (found.length > 0) return found.map((framework) => ({ framework, path: inside }));
    if (folder === dirname(folder)) break;
  }
  return [];
}

async function readCache(
  { engine, candidate, container, ask }: Gatherer,
  { containerPath }: Look,
  { framework, path }: InProject,
  text: string,
): Promise<FrameworkCache | null> {
  const depth = path.split('/').length;
  const root = Array.from({ length: depth }).reduce<string>((folder) => folderOf(folder), containerPath ?? '/');
  const cache = joinPosix(root, framework.cache);
  const covering = mountOver(container, cache);
  // What is bind-mounted is the host's own cache, which its own tools keep; a file of its own is made by a command, and by nothing else.
  if (covering?.mount.Type === 'bind' && !cache.endsWith('.php')) return null;
  if (covering?.mount.Type === 'tmpfs') return null;
  const seen = await readArtefact(engine, candidate.id, cache, Buffer.from(text).toString('latin1'), ask);
  if (!seen) return null;
  const { name, clear } = framework;
  const isChecked = framework.isChecked || (await isOfDevelopment(engine, candidate.id, cache, ask));
  return {
    framework: name,
    path: cache,
    seen,
    keptIn: covering?.mount.Type === 'volume' ? 'volume' : 'container',
    isChecked,
    clear,
  };
}

/** Symfony keeps a folder for each environment, and compares that of development with the files. */
async function isOfDevelopment(engine: Engine, container: string, cache: string, ask: Ask): Promise<boolean> {
  if (!cache.endsWith('var/cache')) return false;
  const folders = ['dev', 'prod'].map((name) => seeFile(engine, container, `${cache}/${name}`, ask));
  const [development, production] = await Promise.all(folders);
  return development?.kind === 'directory' && production?.kind !== 'directory';
}
