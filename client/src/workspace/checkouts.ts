import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Disk } from './disk.ts';

/** A working tree of a git repository. Two of them belong together when they share a repository, or were cloned from one place. */
export interface Checkout {
  /** The folder with `.git`, as the path was given. */
  readonly root: string;
  /** The repository's own folder; worktrees of one repository share it. */
  readonly repository: string;
  /** The address of the remote `origin`, for a clone of a folder that one's repository; it may hold a password: compared, never shown. */
  readonly origin: string | null;
  /** Made by `git worktree add`. */
  readonly isLinked: boolean;
}

/**
 * Returns the working tree that a folder is in, null where there is none. Only files are read, git is not run.
 * https://git-scm.com/docs/gitrepository-layout
 */
export async function checkoutOf(disk: Disk, folder: string): Promise<Checkout | null> {
  for (let root = folder; ; root = dirname(root)) {
    const entry = await disk.stat(join(root, '.git'));
    if (entry?.kind === 'directory') return describe(disk, root, join(root, '.git'), false);
    if (entry?.kind === 'file') return linked(disk, root);
    if (root === dirname(root)) return null;
  }
}

/** Returns whether two working trees are different ones of the same project. */
export const isOtherCheckout = (one: Checkout, other: Checkout): boolean =>
  one.root !== other.root &&
  (one.repository === other.repository || sharesOrigin(one, other) || isCloneOf(one, other) || isCloneOf(other, one));

const sharesOrigin = (one: Checkout, other: Checkout): boolean => one.origin !== null && one.origin === other.origin;

const isCloneOf = (one: Checkout, other: Checkout): boolean => one.origin === other.repository;

/** `.git` is a file in worktrees and in submodules; only a worktree's own folder names a common one. */
async function linked(disk: Disk, root: string): Promise<Checkout | null> {
  const own = /^gitdir:\s*(.+)$/m.exec((await disk.readText(join(root, '.git'))) ?? '')?.[1];
  if (own === undefined) return null;
  const folder = resolve(root, own.trim());
  const common = (await disk.readText(join(folder, 'commondir')))?.trim();
  return describe(disk, root, common === undefined ? folder : resolve(folder, common), common !== undefined);
}

async function describe(disk: Disk, root: string, repository: string, isLinked: boolean): Promise<Checkout> {
  const config = (await disk.readText(join(repository, 'config'))) ?? '';
  const origin = /\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S.*)$/m.exec(config)?.[1]?.trim() ?? null;
  return {
    root,
    repository: (await disk.realPath(repository)) ?? repository,
    origin: origin === null ? null : await repositoryAt(disk, origin),
    isLinked,
  };
}

/** A clone of a folder on this machine names that folder, whose repository is below it unless it is a bare one. */
async function repositoryAt(disk: Disk, origin: string): Promise<string> {
  const path = origin.replace(/^file:\/\//, '');
  if (!isAbsolute(path)) return origin;
  return (await disk.realPath(join(path, '.git'))) ?? (await disk.realPath(path)) ?? origin;
}
