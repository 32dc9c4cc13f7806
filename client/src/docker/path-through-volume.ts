import { mountOver } from '../diagnosis/covering-mount.ts';
import type { ContainerSummaryJson, MountJson } from '../diagnosis/engine-json.ts';
import type { FileOnHost } from '../diagnosis/evidence.ts';
import { composeFilesOf, composeOrigin, loadProjectOf } from '../workspace/compose-project.ts';
import { findBuild, planFile } from '../workspace/plan-build.ts';
import { failureText, type Gatherer } from './gatherer.ts';
import { dockerConfigFolder } from './search.ts';

/** So many containers that share a volume are looked at; each takes two questions. */
const maximumSharers = 3;

/**
 * Returns the path at which a container has the file through a volume that it shares with another one, whose image brings the file
 * there: a web server that serves what the application was built with. Null where no such container is found.
 */
export async function pathThroughVolume(gatherer: Gatherer, file: FileOnHost): Promise<string | null> {
  const { engine, container, candidate, ask } = gatherer;
  const own = container.Mounts.filter(({ Type, Name }) => Type === 'volume' && Name !== undefined);
  if (own.length === 0) return null;
  try {
    const listed = await engine.containers({}, ask);
    const sharers = listed.filter(
      ({ Id, Mounts }) => Id !== candidate.id && Mounts.some((mount) => sameVolume(own, mount)),
    );
    for (const sharer of sharers.slice(0, maximumSharers)) {
      const path = await pathThrough(gatherer, file, sharer, own);
      if (path !== null) return path;
    }
    return null;
  } catch (error) {
    // Where the others cannot be asked, the file's path stays as unknown as it was; only a dead engine ends the gathering.
    failureText(error);
    return null;
  }
}

const sameVolume = (own: readonly MountJson[], { Name }: MountJson): MountJson | undefined =>
  Name === undefined ? undefined : own.find((mount) => mount.Name === Name);

async function pathThrough(
  gatherer: Gatherer,
  file: FileOnHost,
  sharer: ContainerSummaryJson,
  own: readonly MountJson[],
): Promise<string | null> {
  for (const path of await pathsInImageOf(gatherer, file, sharer)) {
    const covering = mountOver({ Mounts: sharer.Mounts, HostConfig: { Tmpfs: null } }, path);
    const mount = covering && sameVolume(own, covering.mount);
    if (mount) return `${mount.Destination.replace(/\/$/, '')}/${covering.rest}`;
  }
  return null;
}

/** The paths that the sharer's Dockerfile copies the file to, where that Dockerfile surely made its image. */
async function pathsInImageOf(
  { engine, disk, question, ask }: Gatherer,
  file: FileOnHost,
  { ImageID, Labels }: ContainerSummaryJson,
): Promise<readonly string[]> {
  const [image, history] = await Promise.all([engine.image(ImageID, {}, ask), engine.history(ImageID, ask)]);
  const origin = composeOrigin(Labels);
  const project = origin && loadProjectOf(disk, await composeFilesOf(disk, origin), origin, question.environment);
  const build = await findBuild({
    disk,
    path: file.path,
    workspaceFolder: (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: null,
    service: project?.services.find(({ name }) => name === origin?.service) ?? null,
    history,
    imageWorkingFolder: image.Config.WorkingDir || '/',
    imageEnvironment: image.Config.Env ?? [],
  });
  if ('problem' in build || !build.isProven) return [];
  return planFile(build, file.path).copies.map(({ containerPath }) => containerPath);
}
