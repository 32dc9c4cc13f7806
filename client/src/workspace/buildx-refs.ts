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
  for (const path of await newestNotes(disk, dockerConfigFolder, sinceMs, Infinity)) {
    const built = builtIn(await disk.readText(path));
    if (built?.dockerfile === dockerfile) return built.contextFolder;
  }
  return null;
}

/**
 * Returns the Dockerfile of the newest build that buildx noted up to a time (milliseconds since 1970), whatever was built; null when it
 * noted none in the minute before. The note is written when the build begins.
 */
export async function dockerfileBuiltAt(disk: Disk, dockerConfigFolder: string, atMs: number): Promise<string | null> {
  const [path] = await newestNotes(disk, dockerConfigFolder, atMs - 60_000, atMs);
  return path === undefined ? null : (builtIn(await disk.readText(path))?.dockerfile ?? null);
}

/** The paths of the notes between two times, the newest first. */
async function newestNotes(
  disk: Disk,
  dockerConfigFolder: string,
  sinceMs: number,
  untilMs: number,
): Promise<readonly string[]> {
  const found: { readonly path: string; readonly modifiedMs: number }[] = [];
  for (const builder of await folders(disk, join(dockerConfigFolder, 'buildx', 'refs'))) {
    for (const node of await folders(disk, builder)) {
      const files = (await disk.list(node)).filter(({ isFile }) => isFile).slice(0, maximumAsked);
      const stats = await Promise.all(
        files.map(async ({ name }) => ({ path: join(node, name), entry: await disk.stat(join(node, name)) })),
      );
      found.push(
        ...stats.flatMap(({ path, entry }) =>
          entry && entry.modifiedMs > sinceMs && entry.modifiedMs <= untilMs
            ? [{ path, modifiedMs: entry.modifiedMs }]
            : [],
        ),
      );
    }
  }
  found.sort((a, b) => b.modifiedMs - a.modifiedMs);
  return found.slice(0, maximumRead).map(({ path }) => path);
}

const folders = async (disk: Disk, folder: string): Promise<readonly string[]> =>
  (await disk.list(folder))
    .filter(({ isFolder, name }) => isFolder && !name.startsWith('__'))
    .map(({ name }) => join(folder, name));

function builtIn(text: string | null): { readonly contextFolder: string; readonly dockerfile: string } | null {
  try {
    const { LocalPath, DockerfilePath } = JSON.parse(text ?? '{}') as { LocalPath?: unknown; DockerfilePath?: unknown };
    if (typeof LocalPath !== 'string' || !LocalPath.startsWith('/')) return null;
    const written = typeof DockerfilePath === 'string' && DockerfilePath !== '' ? DockerfilePath : 'Dockerfile';
    return { contextFolder: LocalPath, dockerfile: resolve(LocalPath, written) };
  } catch {
    // A half-written trace of another build is none of ours.
    return null;
  }
}
