import { describe, expect, test } from 'vitest';
import type { Io } from '../../../cli/src/io.ts';
import { askedBeside, readQuestion, widened } from '../../../cli/src/read-question.ts';

/** A disk with these files, and nothing else than folders beside them. */
const ioWith = (files: readonly string[], workingFolder: string): Io => ({
  stdout: { isTerminal: false, write: () => undefined },
  stderr: { isTerminal: false, write: () => undefined },
  environment: {},
  workingFolder,
  homeFolder: '/home/dev',
  platform: 'linux',
  signal: new AbortController().signal,
  kindOf: (path) =>
    Promise.resolve(
      files.includes(path) ? 'file' : files.some((file) => file.startsWith(`${path}/`)) ? 'folder' : null,
    ),
  readText: () => Promise.reject(new Error('nothing is read here')),
  writeText: () => Promise.reject(new Error('nothing is written here')),
});

const options = { exec: true, timeout: 30, format: 'text' } as unknown as Parameters<typeof readQuestion>[1];

const asked = async (io: Io, file: string, contexts: readonly string[] = []) =>
  readQuestion(file, options, io, () => Promise.resolve(contexts));

describe('the folder in which Compose files and Dockerfiles are looked for', () => {
  test('is one that a build had for its context, when none above the file has a Dockerfile', async () => {
    const io = ioWith(['/srv/shop/infra/web.dockerfile', '/srv/shop/web/pages/home.html'], '/srv/shop/web/pages');
    expect((await asked(io, 'home.html', ['/srv/shop', '/srv/other'])).workspaceFolder).toBe('/srv/shop');
    expect((await asked(io, 'home.html')).workspaceFolder).toBe('/srv/shop/web/pages');
  });

  test('is never the home folder, whatever was built there', async () => {
    const io = ioWith(['/home/dev/notes/home.html'], '/home/dev/notes');
    expect((await asked(io, 'home.html', ['/home/dev'])).workspaceFolder).toBe('/home/dev/notes');
  });
});

describe('a question for which nothing was found', () => {
  const files = ['/srv/shop/library/Dockerfile', '/srv/shop/library/text.js'];

  test('is asked again with the working folder, when that is wider', async () => {
    const io = ioWith(files, '/srv/shop');
    const question = await asked(io, 'library/text.js');
    expect(question.workspaceFolder).toBe('/srv/shop/library');
    expect(widened(question, io)).toMatchObject({ workspaceFolder: '/srv/shop', isWidened: true });
  });

  test('is not asked again in the folder that it was asked in, nor in one around the home folder', async () => {
    const inside = ioWith(files, '/srv/shop/library');
    expect(widened(await asked(inside, 'text.js'), inside)).toBeNull();
    const atHome = ioWith(['/home/dev/shop/Dockerfile', '/home/dev/shop/text.js'], '/home/dev');
    expect(widened(await asked(atHome, 'shop/text.js'), atHome)).toBeNull();
  });
});

describe('a question about a file beside the project that it is asked in', () => {
  const files = ['/srv/shop/api/compose.yaml', '/srv/shop/api/main.js', '/srv/shop/shared/text.js'];

  test('is about that project, when the file is in none', async () => {
    const io = ioWith(files, '/srv/shop/api');
    expect((await asked(io, '../shared/text.js')).workspaceFolder).toBe('/srv/shop/api');
    const nowhere = ioWith(files, '/srv/other');
    expect((await asked(nowhere, '/srv/shop/shared/text.js')).workspaceFolder).toBe('/srv/shop/shared');
  });

  test('may be about one that was deleted, in a folder that is there', async () => {
    const io = ioWith(files, '/srv/shop/api');
    expect((await asked(io, '../shared/gone.js')).path).toBe('/srv/shop/shared/gone.js');
    await expect(asked(io, '../sharde/gone.js')).rejects.toThrow('does not exist');
    await expect(asked(io, '/etc/gone.js')).rejects.toThrow('does not exist');
  });

  test('is about it also where the file is in a repository of its own, and nothing was found for that', async () => {
    const io = ioWith([...files, '/srv/shop/shared/.git/HEAD', '/srv/shop/api/.git/HEAD'], '/srv/shop/api');
    const question = await asked(io, '../shared/text.js');
    expect(question.workspaceFolder).toBe('/srv/shop/shared');
    expect(await askedBeside(question, io)).toMatchObject({ workspaceFolder: '/srv/shop/api' });
  });

  test('is not asked again in the project of the file, nor outside of all', async () => {
    const inside = ioWith(files, '/srv/shop/api');
    expect(await askedBeside(await asked(inside, 'main.js'), inside)).toBeNull();
    const nowhere = ioWith(files, '/srv/other');
    expect(await askedBeside(await asked(nowhere, '/srv/shop/api/main.js'), nowhere)).toBeNull();
  });
});
