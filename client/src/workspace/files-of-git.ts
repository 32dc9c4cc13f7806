import { basename, dirname, join } from 'node:path';
import { walk, type Disk } from './disk.ts';
import type { Programs } from './programs.ts';

/** Where git is asked, and what it may be asked with. */
export interface GitQuestion {
  readonly disk: Disk;
  /** Null where nothing may be spawned. */
  readonly programs: Programs | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** The repository is the stranger's: its file system monitor would be a program that git runs, and no lock is taken from the person's own git. */
const words = ['-c', 'core.fsmonitor=', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];

/** What git knows below a folder, by paths inside it with `/`. */
export interface FilesOfGit {
  /** On the disk: tracked, or such that they would be if they were added. */
  readonly files: readonly string[];
  /** Tracked, and not on the disk any more. */
  readonly deleted: readonly string[];
}

/**
 * Returns the files below a folder that git tracks, or would track if they were added: what people write, without what programs made.
 * Null where git is not there, or knows nothing of this folder.
 */
export async function filesOfGit(question: GitQuestion, folder: string): Promise<FilesOfGit | null> {
  const { programs, environment, signal } = question;
  const ended = await programs?.run('git', words, {
    folder,
    environment: { ...environment, GIT_OPTIONAL_LOCKS: '0' },
    signal,
  });
  if (!ended || 'problem' in ended || ended.status !== 0) return null;
  const listed = [...new Set(ended.stdout.split('\0').filter(Boolean))];
  const found = await existing(question.disk, folder, listed);
  return found.files.length > 0 ? found : null;
}

/** Git lists files that were deleted since, links, and repositories inside this one as one name each. */
async function existing(disk: Disk, root: string, listed: readonly string[]): Promise<FilesOfGit> {
  const byFolder = new Map<string, string[]>();
  for (const path of listed.map((each) => each.replace(/\/$/, ''))) {
    const paths = byFolder.get(dirname(path));
    if (paths) paths.push(path);
    else byFolder.set(dirname(path), [path]);
  }
  const files: string[] = [];
  const deleted: string[] = [];
  for (const [folder, paths] of byFolder) {
    const entries = new Map((await disk.list(join(root, folder))).map((entry) => [entry.name, entry]));
    for (const path of paths) {
      const entry = entries.get(basename(path));
      if (entry?.isFile) files.push(path);
      else if (!entry) deleted.push(path);
      else if (entry.isFolder) files.push(...(await filesOfNested(disk, root, path)));
    }
  }
  return { files, deleted };
}

/** So many files of a repository inside this one are taken. */
const maximumNested = 20_000;

async function filesOfNested(disk: Disk, root: string, path: string): Promise<readonly string[]> {
  const isUnedited = (inside: string, isFolder: boolean): boolean =>
    isFolder && /(^|\/)(\.git|node_modules)$/.test(inside);
  const { files } = await walk(disk, join(root, path), isUnedited, maximumNested);
  return files.map((file) => `${path}/${file}`);
}
