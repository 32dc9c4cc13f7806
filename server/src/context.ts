import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { dockerfileOf, findComposeFiles, readComposeProject } from '../../core/src/compose/compose.ts';
import { ignoreFileCandidates, parseDockerignore } from '../../core/src/dockerignore/dockerignore.ts';
import type { BuildContext, IgnoreFile } from './lint/build-context.ts';

/** What finding a build context needs of the machine. */
export interface ContextEdge {
  /** Returns the text of a file, as an open editor has it where one has; null when it is not there or cannot be read. */
  readonly readText: (path: string) => string | null;
  /** Absolute folders; Compose files are looked for up to the one that holds the Dockerfile. */
  readonly workspaceFolders: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Folders below an ancestor of the Dockerfile in which projects keep their Compose file. */
const composeFolders = ['', 'docker', 'deploy', 'deployment', 'compose', 'infra', '.devcontainer'];

/** How many folders up Compose files are looked for where no workspace folder ends the search. */
const maximumAncestors = 4;

/** Contexts with more files than this are not listed. */
const maximumFiles = 20_000;

/** Folders whose files no COPY names one by one, and which would hide the rest of a context behind the limit. */
const unlisted = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * Returns the build context of a Dockerfile: that of the Compose service that builds it, else the Dockerfile's own folder.
 * What cannot be read is left out of it.
 */
export async function findBuildContext(dockerfile: string, edge: ContextEdge): Promise<BuildContext> {
  const root = await contextFolder(dockerfile, edge);
  return {
    ignoreFile: readIgnoreFile(dockerfile, root, edge),
    files: await listFiles(root),
    readText: (path) => edge.readText(join(root, path)),
  };
}

async function contextFolder(dockerfile: string, edge: ContextEdge): Promise<string> {
  for (const folder of foldersAbove(dockerfile, edge.workspaceFolders)) {
    for (const below of composeFolders) {
      const context = await contextInCompose(dockerfile, join(folder, below), edge);
      if (context !== null) return context;
    }
  }
  return dirname(dockerfile);
}

function foldersAbove(dockerfile: string, workspaceFolders: readonly string[]): string[] {
  const folders: string[] = [];
  for (let folder = dirname(dockerfile); folders.length < maximumAncestors; folder = dirname(folder)) {
    folders.push(folder);
    if (workspaceFolders.includes(folder) || dirname(folder) === folder) break;
  }
  return folders;
}

async function contextInCompose(dockerfile: string, folder: string, edge: ContextEdge): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const files = findComposeFiles(names).map((name) => join(folder, name));
  if (files.length === 0) return null;
  const { services } = readComposeProject({
    files,
    workingDirectory: folder,
    environment: edge.environment,
    readFile: edge.readText,
  });
  const build = services
    .flatMap((service) => service.build ?? [])
    .find((one) => isSamePath(dockerfileOf(one), dockerfile));
  return build?.context.value ?? null;
}

const isSamePath = (path: string | null, other: string): boolean => path !== null && resolve(path) === resolve(other);

function readIgnoreFile(dockerfile: string, root: string, edge: ContextEdge): IgnoreFile | null {
  for (const path of ignoreFileCandidates(dockerfile, root)) {
    const text = edge.readText(path);
    if (text === null) continue;
    const name = relative(root, path);
    return {
      uri: URI.file(path).toString(),
      name: name.startsWith('..') ? basename(path) : name.split(sep).join('/'),
      rules: parseDockerignore(text),
    };
  }
  return null;
}

async function listFiles(root: string): Promise<string[] | null> {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) files.push(path);
      else if (!unlisted.has(entry.name)) folders.push(path);
    }
    if (files.length + folders.length > maximumFiles) return null;
  }
  return files;
}
