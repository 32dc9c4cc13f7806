import { basename, join, resolve } from 'node:path';
import type { Disk } from './disk.ts';

/** How many of the newest traces of builds are read, to find those of this Dockerfile; each is a file of about a hundred bytes. */
const maximumRead = 200;

/** Their names are random, so the newest are found by asking each for its time; nobody has made more builds than these. */
const maximumAsked = 20_000;

/** A build that buildx noted on this machine: which Dockerfile and context, by which builder, and when it began. */
export interface NotedBuild {
  /** The name under which `docker buildx history inspect` knows it. */
  readonly ref: string;
  readonly builder: string;
  /** The target, or what Compose and bake call it: the service. */
  readonly target: string | null;
  readonly contextFolder: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  /** When the next build began that was noted, of whatever Dockerfile and not by the same command; null for the newest. */
  readonly nextMs: number | null;
}

/**
 * Returns the context folder of the newest build of a Dockerfile, as buildx noted it on this machine; null when it noted none. This is the
 * only place with the absolute context path.
 */
export async function contextOfLastBuild(
  disk: Disk,
  dockerConfigFolder: string,
  dockerfile: string,
): Promise<string | null> {
  return (await buildsNoted(disk, dockerConfigFolder, dockerfile, 0, 1))[0]?.contextFolder ?? null;
}

/** Returns the context folders of the newest builds that buildx noted on this machine. */
export async function contextsNoted(disk: Disk, dockerConfigFolder: string): Promise<readonly string[]> {
  const newest = (await traces(disk, dockerConfigFolder, 0)).slice(0, maximumRead);
  const notes = await Promise.all(newest.map(async ({ path }) => contentOf(await disk.readText(path))));
  return [...new Set(notes.flatMap(({ LocalPath }) => (typeof LocalPath === 'string' ? [LocalPath] : [])))];
}

/**
 * Returns the builds of a Dockerfile that began after `sinceMs` (milliseconds since 1970), the newest first and at most `count`. buildx
 * writes a file `refs/<builder>/<node>/<id>` with `LocalPath` and `DockerfilePath` before each build, also before one that fails:
 * https://github.com/docker/buildx/blob/master/localstate/localstate.go
 */
export async function buildsNoted(
  disk: Disk,
  dockerConfigFolder: string,
  dockerfile: string,
  sinceMs: number,
  count: number,
): Promise<readonly NotedBuild[]> {
  const names = await namesOf(disk, dockerfile);
  const found: NotedBuild[] = [];
  const newer: { readonly group: unknown; readonly startedMs: number }[] = [];
  for (const { path, builder, modifiedMs } of (await traces(disk, dockerConfigFolder, sinceMs)).slice(0, maximumRead)) {
    const note = contentOf(await disk.readText(path));
    const group = note.GroupRef ?? path;
    const build = await buildIn(disk, note, names);
    if (build) {
      const nextMs = newer.findLast((each) => each.group !== group)?.startedMs ?? null;
      found.push({ ...build, ref: basename(path), builder, startedMs: modifiedMs, nextMs });
    }
    if (found.length === count) break;
    newer.push({ group, startedMs: modifiedMs });
  }
  return found;
}

/** A build of any Dockerfile that buildx noted. */
export interface BuiltDockerfile {
  /** The absolute path of the Dockerfile. */
  readonly dockerfile: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
}

/**
 * Returns the builds that buildx noted in the minute up to a time (milliseconds since 1970), the newest first, whatever was built. The note
 * is written when the build begins.
 */
export async function dockerfilesBuiltAt(
  disk: Disk,
  dockerConfigFolder: string,
  atMs: number,
): Promise<readonly BuiltDockerfile[]> {
  const noted = (await traces(disk, dockerConfigFolder, atMs - 60_000, atMs)).slice(0, maximumRead);
  const built = await Promise.all(
    noted.map(async ({ path, modifiedMs: startedMs }) => {
      const dockerfile = dockerfileIn(contentOf(await disk.readText(path)));
      return dockerfile === null ? [] : [{ dockerfile, startedMs }];
    }),
  );
  return built.flat();
}

/** A build of a repository elsewhere that buildx noted. */
export interface BuiltRepository {
  /** The context as it was given: `https://host/shop.git#main`. */
  readonly url: string;
  /** The file in which buildx noted it. */
  readonly notedIn: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
}

/** Returns the builds of repositories that buildx noted in the minute up to a time (milliseconds since 1970), the newest first. */
export async function repositoriesBuiltAt(
  disk: Disk,
  dockerConfigFolder: string,
  atMs: number,
): Promise<readonly BuiltRepository[]> {
  const noted = (await traces(disk, dockerConfigFolder, atMs - 60_000, atMs)).slice(0, maximumRead);
  const built = await Promise.all(
    noted.map(async ({ path, modifiedMs: startedMs }) => {
      const { LocalPath: url } = contentOf(await disk.readText(path));
      return typeof url === 'string' && isGitUrl(url) ? [{ url, notedIn: path, startedMs }] : [];
    }),
  );
  return built.flat();
}

/** What the builder takes for a repository: https://docs.docker.com/build/concepts/context/#git-repositories */
const isGitUrl = (context: string): boolean =>
  /^(git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context) || /^https?:\/\/[^#]+\.git(#|$)/.test(context);

interface Trace {
  readonly path: string;
  readonly builder: string;
  readonly modifiedMs: number;
}

/** The notes between two times, the newest first. */
async function traces(
  disk: Disk,
  dockerConfigFolder: string,
  sinceMs: number,
  untilMs = Infinity,
): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for (const builder of await folders(disk, join(dockerConfigFolder, 'buildx', 'refs'))) {
    for (const node of await folders(disk, builder)) {
      const files = (await disk.list(node)).filter(({ isFile }) => isFile).slice(0, maximumAsked);
      const stats = await Promise.all(
        files.map(async ({ name }) => ({ path: join(node, name), entry: await disk.stat(join(node, name)) })),
      );
      found.push(
        ...stats.flatMap(({ path, entry }) =>
          entry && entry.modifiedMs > sinceMs && entry.modifiedMs <= untilMs
            ? [{ path, builder: basename(builder), modifiedMs: entry.modifiedMs }]
            : [],
        ),
      );
    }
  }
  return found.sort((a, b) => b.modifiedMs - a.modifiedMs);
}

const folders = async (disk: Disk, folder: string): Promise<readonly string[]> =>
  (await disk.list(folder))
    .filter(({ isFolder, name }) => isFolder && !name.startsWith('__'))
    .map(({ name }) => join(folder, name));

async function buildIn(
  disk: Disk,
  note: Note,
  names: readonly string[],
): Promise<Pick<NotedBuild, 'target' | 'contextFolder'> | null> {
  const { LocalPath, Target } = note;
  const built = dockerfileIn(note);
  if (built === null || typeof LocalPath !== 'string') return null;
  return (await isNamedBy(disk, built, names))
    ? { target: typeof Target === 'string' ? Target : null, contextFolder: LocalPath }
    : null;
}

/** Returns the paths that one file is known by: the build, or the container, may have been started through a link to the folder. */
export const namesOf = async (disk: Disk, path: string): Promise<readonly string[]> => [
  path,
  (await disk.realPath(path)) ?? path,
];

/** Returns whether a path leads to the file of these names. */
export async function isNamedBy(disk: Disk, path: string, names: readonly string[]): Promise<boolean> {
  if (names.includes(path)) return true;
  const mayBe = names.some((name) => basename(name) === basename(path));
  return mayBe && names.includes((await disk.realPath(path)) ?? path);
}

/** The absolute path of the Dockerfile; null for a context that is no folder. */
function dockerfileIn({ LocalPath, DockerfilePath }: Note): string | null {
  if (typeof LocalPath !== 'string' || !LocalPath.startsWith('/')) return null;
  return resolve(
    LocalPath,
    typeof DockerfilePath === 'string' && DockerfilePath !== '' ? DockerfilePath : 'Dockerfile',
  );
}

/** A file of buildx, field by field as it came. */
type Note = Readonly<Record<string, unknown>>;

function contentOf(text: string | null): Note {
  try {
    return JSON.parse(text ?? '{}') as Note;
  } catch {
    // A half-written trace of another build is none of ours.
    return {};
  }
}

/**
 * Returns the driver of a builder: `docker` is the engine itself, the others keep their results to themselves unless they are told to
 * load them. A builder that buildx keeps no file of is a Docker context's own.
 */
export async function driverOf(disk: Disk, dockerConfigFolder: string, builder: string): Promise<string> {
  const { Driver } = contentOf(await disk.readText(join(dockerConfigFolder, 'buildx', 'instances', builder)));
  return typeof Driver === 'string' && Driver !== '' ? Driver : 'docker';
}
