import { join, resolve } from 'node:path';
import type { Disk } from './disk.ts';

/** How many of the traces of earlier builds are looked at; each is a file of about a hundred bytes. */
const limit = 1000;

/** A build that buildx noted: the folder of its context, and when its trace was written, in milliseconds since 1970. */
export interface NotedBuild {
  readonly contextFolder: string;
  readonly endedMs: number;
}

/**
 * Returns the newest build of a Dockerfile, as buildx noted it on this machine; null when it did not. buildx keeps a file
 * `refs/<builder>/<node>/<id>` with `LocalPath` and `DockerfilePath` for each build, and this is the only place with the absolute
 * context path: https://github.com/docker/buildx/blob/master/localstate/localstate.go
 */
export async function lastBuild(
  disk: Disk,
  dockerConfigFolder: string,
  dockerfile: string,
): Promise<NotedBuild | null> {
  const found: { readonly path: string; readonly modifiedMs: number }[] = [];
  for (const builder of await folders(disk, join(dockerConfigFolder, 'buildx', 'refs'))) {
    for (const node of await folders(disk, builder)) {
      const files = (await disk.list(node)).filter(({ isFile }) => isFile).slice(-limit);
      const stats = await Promise.all(
        files.map(async ({ name }) => ({ path: join(node, name), entry: await disk.stat(join(node, name)) })),
      );
      found.push(...stats.flatMap(({ path, entry }) => (entry ? [{ path, modifiedMs: entry.modifiedMs }] : [])));
    }
  }
  found.sort((a, b) => b.modifiedMs - a.modifiedMs);
  for (const { path, modifiedMs } of found.slice(0, limit)) {
    const contextFolder = contextIn(await disk.readText(path), dockerfile);
    if (contextFolder !== null) return { contextFolder, endedMs: modifiedMs };
  }
  return null;
}

const folders = async (disk: Disk, folder: string): Promise<readonly string[]> =>
  (await disk.list(folder))
    .filter(({ isFolder, name }) => isFolder && !name.startsWith('__'))
    .map(({ name }) => join(folder, name));

function contextIn(text: string | null, dockerfile: string): string | null {
  try {
    const { LocalPath, DockerfilePath } = JSON.parse(text ?? '{}') as { LocalPath?: unknown; DockerfilePath?: unknown };
    if (typeof LocalPath !== 'string' || !LocalPath.startsWith('/')) return null;
    const built = resolve(
      LocalPath,
      typeof DockerfilePath === 'string' && DockerfilePath !== '' ? DockerfilePath : 'Dockerfile',
    );
    return built === dockerfile ? LocalPath : null;
  } catch {
    // A half-written trace of another build is none of ours.
    return null;
  }
}
