import { join } from 'node:path';
import { findDockerWorkflowStep } from '../../../core/src/workflow/docker-build-step.ts';
import type { FileLine } from '../diagnosis/evidence.ts';
import type { Disk } from './disk.ts';

/** A build context that is a repository elsewhere: `https://host/shop.git#branch:folder`. */
export interface GitContext {
  /** Without what follows `#`. */
  readonly url: string;
  /** A branch, tag or commit; null for the repository's own default branch. */
  readonly ref: string | null;
  /** The folder inside the repository that is the context; '' for its root. */
  readonly folder: string;
}

/** Returns the parts of a Git context. See https://docs.docker.com/build/concepts/context/#git-repositories */
export function gitContextOf(context: string): GitContext {
  const [url = '', fragment = ''] = context.split('#', 2);
  const [ref = '', folder = ''] = fragment.split(':', 2);
  return { url, ref: ref === '' ? null : ref, folder: folder.replace(/^\/+|\/+$/g, '') };
}

/** Whether two URLs are of one repository, by whichever protocol and user it is reached: `git@host:shop.git` and `https://host/shop`. */
export const isSameRepository = (one: string, other: string): boolean => placeOf(one) === placeOf(other);

const placeOf = (url: string): string =>
  url
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/(\.git)?\/*$/, '');

/** Returns the names that a branch elsewhere may have in the local repository, the surest first. */
export const remoteNamesOf = (ref: string | null): readonly string[] =>
  ref === null
    ? ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master', '@{upstream}']
    : [
        `refs/remotes/origin/${ref}`,
        `refs/remotes/upstream/${ref}`,
        `refs/tags/${ref}`,
        ...(isCommit(ref) ? [ref] : []),
      ];

/** Returns the names that the branch has here where nothing was fetched: its own, or whatever is checked out. */
export const localNamesOf = (ref: string | null): readonly string[] => [
  ...(ref === null ? [] : [`refs/heads/${ref}`]),
  'HEAD',
];

const isCommit = (ref: string): boolean => /^[0-9a-f]{7,64}$/.test(ref);

/** Returns the place where a GitHub workflow builds an image without naming a context, which is then a clone of what was pushed; null without one. */
export async function workflowWithoutContext(disk: Disk, root: string): Promise<FileLine | null> {
  const folder = join(root, '.github', 'workflows');
  for (const { name, isFile } of await disk.list(folder)) {
    if (!isFile || !/\.ya?ml$/.test(name)) continue;
    const file = join(folder, name);
    const line = findDockerWorkflowStep((await disk.readText(file)) ?? '');
    if (line !== null) return { file, line };
  }
  return null;
}
