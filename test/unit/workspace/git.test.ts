import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import {
  commitHere,
  commitNamed,
  commitsSince,
  fileInCommit,
  fileInIndex,
  repositoryOf,
  trackingOf,
  type Repository,
} from '../../../client/src/workspace/git.ts';
import { nodePrograms } from '../../../client/src/workspace/programs.ts';
import { sha256Of } from '../../support/sha256.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'unstale-git-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'protocol.file.allow=always'];

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', folder, ...identity, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

function commit(): string {
  git('add', '--all');
  git('commit', '-q', '-m', 'a change');
  return git('rev-parse', 'HEAD').trim();
}

async function repository(at = folder, environment: NodeJS.ProcessEnv = process.env): Promise<Repository> {
  const found = await repositoryOf(nodeDisk, nodePrograms, at, environment);
  if (!found) throw new Error('no repository was found');
  return found;
}

describe('a repository is asked', () => {
  it('for a file of a commit, whatever the disk has now', async () => {
    git('init', '-q');
    write('src/a b.js', 'one\n');
    const first = commit();
    write('src/a b.js', 'two\n');
    const here = await repository(join(folder, 'src'));
    expect(here.root).toBe(folder);
    expect(await fileInCommit(here, first, 'src/a b.js')).toMatchObject({ sha256: sha256Of('one\n'), pointsTo: null });
    expect(await fileInCommit(here, first, 'src/none.js')).toBe('absent');
    expect(await fileInCommit(here, first, 'src')).toBe('absent');
  });

  it('for bytes that are no text', async () => {
    git('init', '-q');
    const bytes = Buffer.from([0, 255, 128, 10, 13, 0]);
    writeFileSync(join(folder, 'logo.png'), bytes);
    const first = commit();
    const found = await fileInCommit(await repository(), first, 'logo.png');
    expect(found).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex') });
  });

  it('for commits by their beginnings, and for no others', async () => {
    git('init', '-q');
    write('a', '1');
    const first = commit();
    write('a', '2');
    const second = commit();
    const here = await repository();
    expect(await commitNamed(here, first.slice(0, 7))).toBe(first);
    expect(await commitNamed(here, '20260101')).toBeNull();
    expect(await commitNamed(here, '--all')).toBeNull();
    expect(await commitsSince(here, first, second)).toBe(1);
  });

  it('whether it keeps a file, and which line keeps it out', async () => {
    git('init', '-q');
    write('.gitignore', '*.log\n\nsecret/\n');
    write('kept.js', '1');
    commit();
    write('new.js', '1');
    write('secret/key.pem', '1');
    const here = await repository();
    expect(await trackingOf(here, 'kept.js')).toEqual({ is: 'tracked' });
    expect(await trackingOf(here, 'new.js')).toEqual({ is: 'untracked' });
    const line = { is: 'ignored', file: join(folder, '.gitignore'), line: 3, pattern: 'secret/' };
    expect(await trackingOf(here, 'secret/key.pem')).toEqual(line);
  });

  it('for the file that a pointer of Git LFS stands for', async () => {
    git('init', '-q');
    const oid = sha256Of('a large picture');
    write('big.bin', `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 15\n`);
    const first = commit();
    expect(await fileInCommit(await repository(), first, 'big.bin')).toMatchObject({ pointsTo: oid });
  });

  it('in a worktree and in a submodule, of which the outer commit names a commit', async () => {
    git('init', '-q', 'library');
    write('library/lib.js', 'one\n');
    execFileSync('git', ['-C', join(folder, 'library'), 'add', '.']);
    execFileSync('git', ['-C', join(folder, 'library'), ...identity, 'commit', '-q', '-m', 'one']);
    git('init', '-q', 'shop');
    const shop = join(folder, 'shop');
    const inShop = (...words: string[]): string =>
      execFileSync('git', ['-C', shop, ...identity, ...words], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    inShop('submodule', 'add', '-q', join(folder, 'library'), 'vendor/library');
    inShop('commit', '-q', '-m', 'with a submodule');
    const outer = inShop('rev-parse', 'HEAD').trim();
    inShop('worktree', 'add', '-q', join(folder, 'second'));
    expect((await repository(join(folder, 'second'))).root).toBe(join(folder, 'second'));
    const submodule = await repository(join(shop, 'vendor', 'library'));
    const found = await commitHere(submodule, outer.slice(0, 9), () => repository(shop));
    expect(found?.named).toBe(outer);
    const file = await fileInCommit(submodule, found?.here ?? '', 'lib.js');
    expect(file).toMatchObject({ sha256: sha256Of('one\n') });
  });

  it('through a link to it', async () => {
    git('init', '-q', 'real');
    write('real/a', '1');
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect((await repository(join(folder, 'link'))).root).toBe(join(folder, 'real'));
  });

  it('never where there is none, or where nothing may be run', async () => {
    expect(await repositoryOf(nodeDisk, nodePrograms, folder, process.env)).toBeNull();
    git('init', '-q');
    expect(await repositoryOf(nodeDisk, null, folder, process.env)).toBeNull();
  });
});

describe('a repository that is not trusted', () => {
  it('runs nothing that its configuration names', async () => {
    git('init', '-q');
    write('.gitattributes', '* filter=trap diff=trap\n');
    write('a.js', 'one\n');
    const first = commit();
    const trap = join(folder, 'sprung');
    const command = `touch ${trap}; cat; true #`;
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'pager.ls-tree',
      'diff.external',
      'core.sshCommand',
      'core.askPass',
    ])
      git('config', key, command);
    for (const key of ['filter.trap.clean', 'filter.trap.smudge', 'filter.trap.process', 'diff.trap.textconv'])
      git('config', key, command);
    git('config', 'alias.ls-tree', `!${command}`);
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction'])
      writeFileSync(join(folder, '.git', 'hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    rmSync(trap, { force: true });
    write('a.js', 'two\n');
    write('b.js', 'new\n');
    const here = await repository();
    expect(await commitNamed(here, first)).toBe(first);
    expect(await fileInCommit(here, first, 'a.js')).toMatchObject({ sha256: sha256Of('one\n') });
    expect(await trackingOf(here, 'a.js')).toEqual({ is: 'tracked' });
    expect(await trackingOf(here, 'b.js')).toEqual({ is: 'untracked' });
    expect(await commitsSince(here, first, 'HEAD')).toBe(0);
    expect(existsSync(trap)).toBe(false);
  });

  it('is the one around the file, whatever the environment names', async () => {
    git('init', '-q');
    write('a.js', 'one\n');
    const first = commit();
    const here = await repository(folder, { ...process.env, GIT_DIR: '/nowhere', GIT_EXTERNAL_DIFF: 'touch /nowhere' });
    expect(await commitNamed(here, 'HEAD')).toBe(first);
  });
});

describe('the index is asked', () => {
  it('for the content and time that git noted of a file, which a touch does not change', async () => {
    git('init', '-q');
    write('init/a b.sql', 'create table orders;\n');
    utimesSync(join(folder, 'init/a b.sql'), 1000, 1000);
    git('add', '--all');
    utimesSync(join(folder, 'init/a b.sql'), 2000, 2000);
    expect(await fileInIndex(await repository(), 'init/a b.sql')).toEqual({
      sha256: sha256Of('create table orders;\n'),
      modifiedMs: 1_000_000,
    });
  });

  it('and has nothing of a file that was not added, or that is in conflict', async () => {
    git('init', '-q');
    write('new.sql', 'one\n');
    expect(await fileInIndex(await repository(), 'new.sql')).toBeNull();
    const object = git('hash-object', '-w', 'new.sql').trim();
    const entries = [1, 2, 3].map((stage) => `100644 ${object} ${stage}\tnew.sql\n`).join('');
    execFileSync('git', ['-C', folder, 'update-index', '--index-info'], { input: entries });
    expect(await fileInIndex(await repository(), 'new.sql')).toBeNull();
  });
});
