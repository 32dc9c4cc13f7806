import { dirname, join, relative } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import { checkoutOf, isOtherCheckout, type Checkout } from '../workspace/checkouts.ts';
import { composeOrigin, loadCompose, type ComposeOrigin } from '../workspace/compose-project.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import type { OtherCheckout } from './question.ts';
import { scoreService } from './score-service.ts';
import type { Found, Search } from './search.ts';

export const messages = defineMessages({
  otherCheckout: 'It was made from {folder}, another checkout of this project',
});

/** Surer than steps in a history, less sure than a build context that has the file. */
const score = 55;

/**
 * Returns the containers that were made from another checkout of the workspace's project: Compose gave both the same project name, or
 * both are working trees of one repository. Asked only where the workspace has no container of its own.
 */
export async function findOtherCheckouts(
  all: readonly ContainerSummaryJson[],
  search: Search,
): Promise<readonly Found[]> {
  const found = all.map(async (summary): Promise<readonly Found[]> => {
    const otherCheckout = await otherCheckoutOf(summary, search, false);
    if (!otherCheckout) return [];
    return [{ summary, score, because: messages('otherCheckout', { folder: otherCheckout.folder }), otherCheckout }];
  });
  return (await Promise.all(found)).flat();
}

/**
 * Returns the checkout that a container was made from, null where it is not another one of the workspace's project. A container that
 * was named may also be of a folder that has the same Compose file, service and file, whatever its project is called.
 */
export async function otherCheckoutOf(
  summary: ContainerSummaryJson,
  search: Search,
  isNamed: boolean,
): Promise<OtherCheckout | null> {
  const origin = composeOrigin(summary.Labels);
  return origin ? ofCompose(origin, search, isNamed) : ofBinds(summary, search);
}

/** Returns a test for containers of the checkout in whose folder the workspace is, as a worktree in `.worktrees/`. */
export async function isOfOuterCheckout({ disk, real }: Search): Promise<(summary: ContainerSummaryJson) => boolean> {
  const mine = await checkoutOf(disk, real);
  if (!mine?.isLinked) return () => false;
  const isAround = (folder: string): boolean => folder !== mine.root && isBelow(folder, mine.root);
  return ({ Labels, Mounts }) => {
    const origin = composeOrigin(Labels);
    const sources = Mounts.flatMap(({ Type, Source }) => (Type === 'bind' && Source ? [hostPathOf(Source)] : []));
    return (origin ? [origin.workingDirectory] : sources).some(isAround);
  };
}

async function ofCompose(origin: ComposeOrigin, search: Search, isNamed: boolean): Promise<OtherCheckout | null> {
  const { disk, question, real } = search;
  const folder = (await disk.realPath(origin.workingDirectory)) ?? origin.workingDirectory;
  const here = await counterpartOf(disk, origin, real, question.workspaceFolder);
  if (here === null || here === folder) return null;
  const files = origin.files.map((file) => join(here, relative(origin.workingDirectory, file)));
  const project = loadCompose(disk, files, here, question.environment);
  const service = project.services.find(({ name }) => name === origin.service);
  if (!service) return null;
  const own = { ...origin, project: project.name, workingDirectory: here, files };
  const isMounted = service.volumes.some(
    ({ kind, source }) => kind === 'bind' && source !== null && isBelow(source, real),
  );
  const reach = isMounted ? null : await scoreService(project, own, search);
  // A service that could not have the file from here either has nothing to do with it.
  if (!isMounted && (reach?.score ?? 0) < 20) return null;
  const sameBy = await relationOf(search, origin, project.name, folder, here);
  if (sameBy === null || (sameBy === 'files' && !isNamed)) return null;
  return {
    folder,
    here,
    sameBy,
    service: { project: project.name, name: service.name, workingDirectory: here, files },
  };
}

/** The folder of the workspace that has the container's Compose files under the same names. */
async function counterpartOf(
  disk: Disk,
  origin: ComposeOrigin,
  real: string,
  workspaceFolder: string,
): Promise<string | null> {
  if (origin.files.length === 0) return null;
  for (let above = real; ; above = dirname(above)) {
    for (const tail of tailsOf(origin.workingDirectory)) {
      const folder = join(above, tail);
      const files = origin.files.map((file) => join(folder, relative(origin.workingDirectory, file)));
      const entries = await Promise.all(files.map((file) => disk.stat(file)));
      if (entries.every((entry) => entry?.kind === 'file')) return folder;
    }
    if (above === workspaceFolder || above === dirname(above)) return null;
  }
}

/** A project's folder is the checkout's own, or one or two below it: `deploy`, `docker/compose`. */
const tailsOf = (folder: string): readonly string[] => {
  const names = folder.split(/[\\/]/).filter(Boolean);
  return ['', ...[1, 2].map((count) => names.slice(-count).join('/'))];
};

async function relationOf(
  { disk, real }: Search,
  origin: ComposeOrigin,
  project: string,
  folder: string,
  here: string,
): Promise<OtherCheckout['sameBy'] | null> {
  const [mine, other] = await Promise.all([checkoutOf(disk, here), checkoutOf(disk, folder)]);
  if (mine && other && isOtherCheckout(mine, other)) return 'repository';
  const entry = await disk.stat(join(folder, relative(here, real)));
  // A folder that was removed since cannot be asked; the project's name is then all there is.
  const isGone = (await disk.stat(folder)) === null;
  if (origin.project === project && (entry !== null || isGone)) return 'project';
  return entry === null ? null : 'files';
}

/** Without Compose only a bind mount says where a container comes from. */
async function ofBinds({ Mounts }: ContainerSummaryJson, { disk, real }: Search): Promise<OtherCheckout | null> {
  const mine = await checkoutOf(disk, real);
  if (!mine) return null;
  for (const { Type, Source } of Mounts) {
    const source = Type === 'bind' && Source ? await disk.realPath(hostPathOf(Source)) : null;
    const other = source === null ? null : await checkoutOf(disk, source);
    if (source === null || !other || !isOtherCheckout(mine, other)) continue;
    if (isBelow(source, counterpart(mine, other, real)))
      return { folder: other.root, here: mine.root, sameBy: 'repository', service: null };
  }
  return null;
}

const counterpart = (mine: Checkout, other: Checkout, path: string): string =>
  join(other.root, relative(mine.root, path));
