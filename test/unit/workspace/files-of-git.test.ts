import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../../core/src/text.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { filesOfGit } from '../../../client/src/workspace/files-of-git.ts';
import type { ProgramOptions, Programs } from '../../../client/src/workspace/programs.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstale-git-'));
  await mkdir(join(folder, 'vendor', 'library', '.git'), { recursive: true });
  for (const path of ['server.js', 'built.js', 'vendor/library/index.js', 'vendor/library/.git/HEAD'])
    await writeFile(join(folder, path), '');
  await symlink('server.js', join(folder, 'link.js'));
});

afterEach(() => rm(folder, { recursive: true }));

/** A git that answers with these names. */
const gitThatLists = (listed: readonly string[], status = 0): Programs => ({
  run: () => Promise.resolve({ status, stdout: listed.map((name) => `${name}\0`).join(''), stderr: '' }),
});

const ask = (programs: Programs | null) => filesOfGit({ disk: nodeDisk, programs, environment: {} }, folder);

describe('the files that git knows', () => {
  it('are those it lists that are there, and no links; what it tracks and is not there was deleted', async () => {
    const listed = ['server.js', 'deleted.js', 'link.js', 'gone/too.js'];
    expect(await ask(gitThatLists(listed))).toEqual({ files: ['server.js'], deleted: ['deleted.js', 'gone/too.js'] });
  });

  it('hold what is in a repository inside this one, which git names as a folder', async () => {
    const found = { files: ['vendor/library/index.js'], deleted: [] };
    expect(await ask(gitThatLists(['vendor/library']))).toEqual(found);
    expect(await ask(gitThatLists(['vendor/library/']))).toEqual(found);
  });

  it.each<[string, Programs | null]>([
    ['nothing may be spawned', null],
    ['the folder is no repository', gitThatLists([], 128)],
    ['all of the folder is ignored by a repository around it', gitThatLists([])],
    ['git is not installed', { run: () => Promise.resolve({ problem: text('git is not installed') }) }],
  ])('are not known where %s', async (_why, programs) => {
    expect(await ask(programs)).toBeNull();
  });

  it('are asked for without the repository’s own programs and without a lock', async () => {
    let asked: { words: readonly string[]; options: ProgramOptions } | null = null;
    await ask({
      run: (_program, words, options) => {
        asked = { words, options };
        return Promise.resolve({ status: 0, stdout: '', stderr: '' });
      },
    });
    expect(asked).toMatchObject({
      words: expect.arrayContaining(['core.fsmonitor=']) as unknown,
      options: { folder, environment: { GIT_OPTIONAL_LOCKS: '0' } },
    });
  });
});
