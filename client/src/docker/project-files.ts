import { basename, join } from 'node:path';
import { decide } from '../../../core/src/dockerignore/dockerignore.ts';
import { isSourceCode } from '../../../core/src/source-code.ts';
import { hostPathOf, mountOver } from '../diagnosis/covering-mount.ts';
import { isBelow, pathInside, walk } from '../workspace/disk.ts';
import type { NamedFolder } from '../workspace/named-contexts.ts';
import { filesOfGit, type FilesOfGit } from '../workspace/files-of-git.ts';
import { foldersOf, routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import type { Gatherer } from './gatherer.ts';

/** Folders that no one edits; a mount of a project would otherwise be walked through them. */
const unedited = new Set(['node_modules', '.git', '.venv', '__pycache__', '.next', '.cache']);

/** So many files are compared; with more, the answer says that it is not complete. */
const maximumFiles = 20_000;

/** A file of the workspace and where the container has it. `isLive` when a bind mount shows the very file. */
export interface Pair {
  readonly path: string;
  readonly containerPath: string;
  readonly isLive: boolean;
  /** git tracks it, and it is not on the disk any more. */
  readonly isDeleted?: boolean;
}

/** Files that belong together; not complete when there are more than are compared. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly isComplete: boolean;
}

/** What of the workspace has to do with the container. */
export interface ProjectFiles extends Pairs {
  /** Source code that only a building stage takes: the image has what is made of it. */
  readonly sources: readonly string[];
}

/**
 * Returns the files of the workspace, or of the folder that was asked about, that the container should have: those that a bind mount
 * shows, and those that its image copies; and what its build compiles. Where git knows the folder these are the files it tracks and the
 * new ones, without what a build wrote beside them.
 */
export async function projectFiles(gatherer: Gatherer, asked: string | null): Promise<ProjectFiles> {
  const { build } = gatherer;
  const live = await livePairs(gatherer, asked);
  if ('problem' in build) return { ...live, sources: [] };
  const copied = await copiedPairs(gatherer, build, asked);
  const taken = new Set(live.pairs.map(({ path }) => path));
  return {
    pairs: [...live.pairs, ...copied.pairs.filter(({ path }) => !taken.has(path))],
    isComplete: live.isComplete && copied.isComplete,
    sources: copied.sources.filter((path) => !taken.has(path)),
  };
}

async function livePairs(gatherer: Gatherer, asked: string | null): Promise<Pairs> {
  const { disk, container, question } = gatherer;
  const pairs: Pair[] = [];
  let isComplete = true;
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  for (const mount of container.Mounts.filter(({ Type }) => Type === 'bind')) {
    const source = await disk.realPath(hostPathOf(mount.Source ?? ''));
    if (source === null || !(isBelow(workspace, source) || isBelow(source, workspace))) continue;
    const root = asked !== null && isBelow(source, asked) ? asked : source;
    if (asked !== null && !isBelow(root, asked) && !isBelow(asked, root)) continue;
    const entry = await disk.stat(root);
    const found =
      entry?.kind === 'file'
        ? { files: [''], deleted: [], isComplete: true }
        : await filesBelow(gatherer, root, isUnedited);
    isComplete &&= found.isComplete;
    for (const file of found.files) {
      const path = file === '' ? root : join(root, file);
      const rest = pathInside(source, path) ?? '';
      const containerPath = rest === '' ? mount.Destination : `${mount.Destination.replace(/\/$/, '')}/${rest}`;
      if (mountOver(container, containerPath)?.mount === mount) pairs.push({ path, containerPath, isLive: true });
    }
  }
  return { pairs, isComplete };
}

async function copiedPairs(gatherer: Gatherer, build: PlannedBuild, asked: string | null): Promise<ProjectFiles> {
  const { container } = gatherer;
  const pairs = new Map<string, Pair>();
  const sources = new Set<string>();
  let isComplete = true;
  const keep = (path: string, isDeleted: boolean): void => {
    const { final, elsewhere, doubts } = routesFor(build, path);
    const route = final.at(-1);
    const isCompiled = !route && !isDeleted && elsewhere.some(({ isReached }) => isReached);
    if (isCompiled && isSourceCode(pathInside(build.contextFolder, path) ?? path)) sources.add(path);
    // The archive shows what the image has below a tmpfs, which no process sees.
    if (!route || doubts.length > 0 || mountOver(container, route.containerPath)?.mount.Type === 'tmpfs') return;
    pairs.set(path, { path, containerPath: route.containerPath, isLive: false, isDeleted });
  };
  for (const context of foldersOf(build)) {
    const found = await filesOfContext(gatherer, context, asked);
    isComplete &&= found.isComplete;
    for (const path of found.files) keep(path, false);
    for (const path of found.deleted) keep(path, true);
  }
  return { pairs: [...pairs.values()], isComplete, sources: [...sources] };
}

/** The files that a context sends to the build, by their whole paths; of a folder that was asked about, those below it. */
async function filesOfContext(
  gatherer: Gatherer,
  { folder, ignoreFile }: NamedFolder,
  asked: string | null,
): Promise<FoundFiles> {
  const rules = ignoreFile?.rules ?? [];
  const root = asked !== null && isBelow(folder, asked) ? asked : folder;
  const hasExceptions = rules.some(({ isException }) => isException);
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    const inContext = pathInside(folder, join(root, path)) ?? path;
    // An exception may bring back a file of an excluded folder, so such a folder is entered.
    if (isFolder) return path.split('/').includes('.git') || (!hasExceptions && decide(rules, inContext).excluded);
    return decide(rules, inContext).excluded;
  };
  const found = await filesBelow(gatherer, root, isIgnored);
  const whole = (path: string): string => join(root, path);
  return { ...found, files: found.files.map(whole), deleted: found.deleted.map(whole) };
}

interface FoundFiles extends FilesOfGit {
  readonly isComplete: boolean;
}

/** The files git names, else all; `skip` keeps a file or folder out, by its path below `root`. */
async function filesBelow(
  { disk, programs, question, ask }: Gatherer,
  root: string,
  skip: (path: string, isFolder: boolean) => boolean,
): Promise<FoundFiles> {
  const { environment } = question;
  const known = await filesOfGit({ disk, programs, environment, signal: ask.signal }, root);
  if (!known) return { ...(await walk(disk, root, skip, maximumFiles)), deleted: [] };
  const files = known.files.filter((path) => !skip(path, false));
  const deleted = known.deleted.filter((path) => !skip(path, false)).slice(0, maximumFiles);
  return { files: files.slice(0, maximumFiles), deleted, isComplete: files.length <= maximumFiles };
}

const isUnedited = (path: string, isFolder: boolean): boolean => isFolder && unedited.has(basename(path));
