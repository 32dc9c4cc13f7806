import { join, resolve } from 'node:path';
import type { Disk } from './disk.ts';

/** How many of the newest traces of builds are read, to find one of this Dockerfile; each is a file of about a hundred bytes. */
const maximumRead = 200;

/** Their names are random, so the newest are found by asking each for its time; nobody has made more builds than these. */
const maximumAsked = 20_000;

/**
 * Returns the context folder of the newest build of a Dockerfile, as buildx noted it on this machine; null when it noted none after
 * `sinceMs` (milliseconds since 1970). buildx keeps a file
 * `refs/<builder>/<node>/<id>` with `LocalPath` and `DockerfilePath` for each build, and this is the only place with the absolute
 * context path: https://github.com/docker/buildx/blob/master/localstate/localstate.go
 */
export async function contextOfLastBuild(
  disk: Disk,
  dockerConfigFolder: string,
  dockerfile: string,
  sinceMs = 0,
): Promise<string | null> {
  const found: { readonly path: string; readonly modifiedMs: number }[] = [];
  for (const builder of await folders(disk, join(dockerConfigFolder, 'buildx', 'refs'))) {
    for (const node of await folders(disk, builder)) {
      const files = (await disk.list(node)).filter(({ isFile }) => isFile).slice(0, maximumAsked);
      const stats = await Promise.all(
        files.map(async ({ name }) => ({ path: join(node, name), entry: await disk.stat(join(node, name)) })),
      );
      found.push(
        ...stats.flatMap(({ path, entry }) =>
          entry && entry.modifiedMs > sinceMs ? [{ path, modifiedMs: entry.modifiedMs }] : [],
        ),
      );
    }
  }
  found.sort((a, b) => b.modifiedMs - a.modifiedMs);
  for (const { path } of found.slice(0, maximumRead)) {
    const contextFolder = contextIn(await disk.readText(path), dockerfile);
    if (contextFolder !== null) return contextFolder;
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
