import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readFile, readlink } from 'node:fs/promises';
import { posix } from 'node:path';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { mountRootIn } from './mount-table.ts';

/** What the main process of a container sees, read beside it. */
export interface ContainerRoot {
  /** Where a person can read the same: a path of this machine. */
  readonly folder: string;
  /** Returns what is at a path of the container; null where it may not be read. */
  see(path: string): Promise<FileSeen | null>;
  /** Returns the root of the mount that covers a path, null where it may not be read. */
  mountRootOf(path: string): Promise<string | null>;
}

/**
 * Returns the files of a container as its main process has them, through `/proc/<pid>/root`: nothing is run, so it works for images
 * without programs and while the container is paused. Null where this machine does not have the process (a remote engine, Docker
 * Desktop), where it is not that container's, or where it may not be read, which mostly takes root.
 * See https://man7.org/linux/man-pages/man5/proc_pid_root.5.html
 */
export async function openContainerRoot(pid: number, containerId: string): Promise<ContainerRoot | null> {
  if (process.platform !== 'linux' || pid <= 0 || containerId.length < 64) return null;
  const mountinfo = await textOf(`/proc/${pid}/mountinfo`);
  // A process of this machine may have the number that the engine's machine gave to the container's. The container's own control
  // group has its ID in its name, and its /etc/hostname is mounted from a folder of that name.
  const marks = [mountinfo, await textOf(`/proc/${pid}/cgroup`)];
  if (!marks.some((text) => text?.includes(containerId))) return null;
  const folder = `/proc/${pid}/root`;
  return {
    folder,
    see: (path) => seeBelow(folder, path),
    mountRootOf: (path) => Promise.resolve(mountinfo === null ? null : mountRootIn(mountinfo, path)),
  };
}

const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

async function seeBelow(root: string, path: string): Promise<FileSeen | null> {
  try {
    const real = await resolveBelow(root, path);
    if (real === null) return { kind: 'other', path };
    const entry = await lstat(root + real);
    if (entry.isDirectory()) return { kind: 'directory', path };
    if (!entry.isFile()) return { kind: 'other', path };
    return { kind: 'file', path, size: entry.size, modifiedMs: entry.mtimeMs, sha256: await hashOf(root + real) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent', path } : null;
  }
}

/** As many links as Linux follows: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const maximumLinks = 40;

/**
 * Returns the path with its links resolved as the container resolves them; null for a circle of links. They are followed here one by
 * one, because the kernel would take an absolute link of the container for one of this machine.
 */
async function resolveBelow(root: string, path: string): Promise<string | null> {
  let done = '/';
  let rest = path.split('/');
  for (let followed = 0; rest.length > 0;) {
    const [name = '', ...others] = rest;
    rest = others;
    const next = posix.join(done, name);
    const isStep = name === '' || name === '.' || name === '..';
    const entry = isStep ? null : await lstat(root + next);
    if (!entry?.isSymbolicLink()) {
      done = next;
      continue;
    }
    if (++followed > maximumLinks) return null;
    const target = await readlink(root + next);
    if (target.startsWith('/')) done = '/';
    rest = [...target.split('/'), ...rest];
  }
  return done;
}

async function hashOf(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
