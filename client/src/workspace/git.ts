import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { pathInside, type Disk } from './disk.ts';
import type { ProgramEnd, Programs } from './programs.ts';

/**
 * A repository of this machine, and the way to ask git about it. Only plumbing is asked that runs nothing a repository's own
 * configuration names: no hook, no file system monitor, no filter, no external diff, no network.
 */
export interface Repository {
  /** The working tree's folder, with all links resolved. */
  readonly root: string;
  /** Runs `git …` in the root and returns its output, null when git fails, is not there or takes too long. */
  readonly ask: (words: readonly string[], isBinary?: boolean) => Promise<ProgramEnd | null>;
}

/** A file as a commit has it. `object` is git's own name of the content; `sha256` is ours, in lower-case hex. */
export interface FileInCommit {
  readonly object: string;
  readonly sha256: string;
  /** The sha256 of the real file where the content is a pointer of Git LFS to it (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
  readonly pointsTo: string | null;
}

/** Whether git has a file: in the last commit or the index, not at all, or kept out by a line of an ignore file (one-based). */
export type Tracking =
  | { readonly is: 'tracked' | 'untracked' }
  | { readonly is: 'ignored'; readonly file: string; readonly line: number; readonly pattern: string };

/** A question takes some milliseconds; a repository on a slow disk shall not hold the answer up. */
const timeoutMs = 3000;

/**
 * Before each question. A repository's configuration may name programs: a monitor of the file system, hooks, a pager. `safe.bareRepository` keeps git out of a bare repository that a stranger put into the workspace.
 * See https://git-scm.com/docs/git-config and https://git-scm.com/docs/git
 */
const safeWords = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false'].flatMap((one) => ['-c', one]),
  ...['protocol.allow=never', 'safe.bareRepository=explicit'].flatMap((one) => ['-c', one]),
];

/** Variables that lead git to another repository, or make it run or write something, are left out; its configuration stays the user's. */
function gitEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('GIT_') || /^GIT_(CONFIG_|EXEC_PATH$)/.test(name),
  );
  // A partial clone would fetch what it lacks.
  const own = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
  return { ...Object.fromEntries(kept), ...own };
}

/**
 * Returns the repository whose working tree has the path, null when none has it or no program may be run. Nothing is spawned yet: a
 * working tree is known by its `.git`, a folder, or a file in worktrees and submodules.
 */
export async function repositoryOf(
  disk: Disk,
  programs: Programs | null,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<Repository | null> {
  const root = programs && (await workingTreeAbove(disk, path));
  if (!programs || root === null) return null;
  const options = { folder: root, environment: gitEnvironment(environment), signal, timeoutMs };
  return {
    root,
    ask: async (words, isBinary = false) => {
      const end = await programs.run('git', [...safeWords, ...words], { ...options, isBinary });
      return 'problem' in end ? null : end;
    },
  };
}

/** Returns the folder of the working tree that has a path, null when none has it. */
export async function workingTreeAbove(disk: Disk, path: string): Promise<string | null> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (await disk.stat(join(folder, '.git'))) return (await disk.realPath(folder)) ?? folder;
    if (folder === dirname(folder)) return null;
  }
}

/** Returns the full id of the commit that a name stands for, null when the repository has none. */
export async function commitNamed(repository: Repository, name: string): Promise<string | null> {
  const end = await repository.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  const id = end?.stdout.trim() ?? '';
  return end?.status === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : null;
}

/** Returns the URLs that the repository fetches from, as its configuration has them; none where git could not tell. */
export async function remoteUrlsOf(repository: Repository): Promise<readonly string[]> {
  const end = await repository.ask(['config', '--get-regexp', String.raw`^remote\..*\.url$`]);
  if (end?.status !== 0) return [];
  return end.stdout.split('\n').flatMap((line) => line.split(' ').slice(1).join(' ') || []);
}

/** Returns a file of a commit, `absent` when the commit does not have it, null when git could not tell. */
export async function fileInCommit(
  repository: Repository,
  commit: string,
  path: string,
): Promise<FileInCommit | 'absent' | null> {
  const listed = await repository.ask(['ls-tree', '-z', '--full-tree', commit, '--', path]);
  if (listed?.status !== 0) return null;
  const [, type, object] = /^\d+ (\w+) ([0-9a-f]+)\t/.exec(listed.stdout) ?? [];
  if (type !== 'blob' || object === undefined) return 'absent';
  const content = await repository.ask(['cat-file', 'blob', object], true);
  if (content?.status !== 0) return null;
  const sha256 = createHash('sha256').update(content.stdout, 'latin1').digest('hex');
  return { object, sha256, pointsTo: pointedTo(content.stdout) };
}

/** A pointer of Git LFS is a few short lines; `oid` names the content that stands elsewhere. */
function pointedTo(content: string): string | null {
  if (content.length > 1024 || !content.startsWith('version https://git-lfs.github.com/spec/')) return null;
  return /^oid sha256:([0-9a-f]{64})$/m.exec(content)?.[1] ?? null;
}

/** Returns what git knows of a path of the working tree; null when git could not tell. */
export async function trackingOf(repository: Repository, path: string): Promise<Tracking | null> {
  const listed = await repository.ask(['--literal-pathspecs', 'ls-files', '-z', '--', path]);
  if (listed?.status !== 0) return null;
  if (listed.stdout !== '') return { is: 'tracked' };
  // Its exit status is 1 when no line matches: https://git-scm.com/docs/git-check-ignore
  const ignored = await repository.ask(['check-ignore', '-v', '--', path]);
  const [, file, line, pattern] = /^(.+?):(\d+):(.*)\t/.exec(ignored?.status === 0 ? ignored.stdout : '') ?? [];
  if (file === undefined || pattern === undefined || pattern.startsWith('!')) return { is: 'untracked' };
  return { is: 'ignored', file: resolve(repository.root, file), line: Number(line), pattern };
}

/** A file as git's index has it: the sha256 of its content, and the file's time of modification when git noted that, in milliseconds since 1970. */
export interface FileInIndex {
  readonly sha256: string;
  readonly modifiedMs: number;
}

/**
 * Returns what the index noted of a file, null when it did not or git could not tell. A checkout and `git add` note the time, `touch` does
 * not. See https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt---debug
 */
export async function fileInIndex(repository: Repository, path: string): Promise<FileInIndex | null> {
  const listed = await repository.ask(['--literal-pathspecs', 'ls-files', '--stage', '--debug', '--', path]);
  const [, object, seconds] =
    /^\d+ ([0-9a-f]+) 0\t[^]*?\n\s*mtime: (\d+):/.exec(listed?.status === 0 ? listed.stdout : '') ?? [];
  const content = object === undefined ? null : await repository.ask(['cat-file', 'blob', object], true);
  if (content?.status !== 0) return null;
  const sha256 = createHash('sha256').update(content.stdout, 'latin1').digest('hex');
  return { sha256, modifiedMs: Number(seconds) * 1000 };
}

/** Returns how many commits the second one has that the first one lacks, null when git could not tell. */
export async function commitsSince(repository: Repository, first: string, second: string): Promise<number | null> {
  const end = await repository.ask(['rev-list', '--count', '--end-of-options', `${first}..${second}`]);
  return end?.status === 0 ? Number(end.stdout) : null;
}

/**
 * Returns the commit of this repository that a commit of it or of the repository around it stands for: an image is named after the
 * outer commit, and the file may be in a submodule, of which the outer commit names one commit. Null when there is none.
 */
export async function commitHere(
  repository: Repository,
  name: string,
  outer: () => Promise<Repository | null>,
): Promise<{ readonly named: string; readonly here: string } | null> {
  const own = await commitNamed(repository, name);
  if (own !== null) return { named: own, here: own };
  const around = await outer();
  const path = around && pathInside(around.root, repository.root);
  const named = around && (await commitNamed(around, name));
  if (!around || !path || named === null) return null;
  const listed = await around.ask(['ls-tree', '-z', '--full-tree', named, '--', path]);
  const here = /^\d+ commit ([0-9a-f]+)\t/.exec(listed?.stdout ?? '')?.[1];
  return here === undefined ? null : { named, here };
}
