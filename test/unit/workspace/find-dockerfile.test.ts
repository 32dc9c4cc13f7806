import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { HistoryJson } from '../../../client/src/diagnosis/engine-json.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  dockerfilesBeside,
  isDockerfileName,
  likelyContext,
  readDockerfile,
} from '../../../client/src/workspace/find-dockerfile.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const from = 'FROM node:22\n';

describe('a Dockerfile’s name', () => {
  it.each(['Dockerfile', 'Containerfile', 'Dockerfile.dev', 'web.Dockerfile', 'web.dockerfile', 'web.containerfile'])(
    'may be %s',
    (name) => expect(isDockerfileName(name)).toBe(true),
  );

  it.each(['Dockerfile.dockerignore', 'Dockerfile-dev', 'dockerfile.md', 'my-Dockerfile', 'Dockerfiles'])(
    'is not %s',
    (name) => expect(isDockerfileName(name)).toBe(false),
  );
});

describe('the Dockerfiles of a file', () => {
  it('are those above it, the nearest first and of one folder the shortest name first', async () => {
    const folder = await temporaryFolder({
      ...{ Dockerfile: from, 'Dockerfile.dev': from, 'api/web.Dockerfile': from, 'other/Dockerfile': from },
      'api/src/server.js': '',
    });
    const found = await dockerfilesAbove(nodeDisk, join(folder, 'api', 'src'), folder);
    expect(found.map((path) => relative(folder, path))).toEqual(['api/web.Dockerfile', 'Dockerfile', 'Dockerfile.dev']);
    const inside = await dockerfilesAbove(nodeDisk, join(folder, 'api', 'src'), join(folder, 'api'));
    expect(inside.map((path) => relative(folder, path))).toEqual(['api/web.Dockerfile']);
  });

  it('may be anywhere in the workspace, but not among its packages and not deep down', async () => {
    const folder = await temporaryFolder({
      ...{ 'docker/web/Dockerfile': from, Dockerfile: from, 'node_modules/x/Dockerfile': from },
      ...{ 'a/b/c/Dockerfile': from, 'a/b/c/d/Dockerfile': from, '.git/Dockerfile': from },
    });
    const found = await dockerfilesBeside(nodeDisk, folder);
    expect(found.map((path) => relative(folder, path))).toEqual([
      'Dockerfile',
      'docker/web/Dockerfile',
      'a/b/c/Dockerfile',
    ]);
  });
});

/** A history as BuildKit writes it, the newest step first. */
const historyOf = (...steps: readonly string[]): readonly HistoryJson[] =>
  steps.toReversed().map((CreatedBy) => ({
    ...{ Id: '<missing>', Created: 1, CreatedBy, Size: 1, Comment: 'buildkit.dockerfile.v0' },
  }));

describe('the Dockerfile of an image', () => {
  const history = historyOf('WORKDIR /app', 'COPY . . # buildkit', 'RUN /bin/sh -c make # buildkit');

  it('is the one with the most of its steps in the history', async () => {
    const folder = await temporaryFolder({
      'a/Dockerfile': `${from}WORKDIR /app\nCOPY . .\nRUN make test\nRUN make docs\n`,
      'b/Dockerfile': `${from}WORKDIR /app\nCOPY . .\nRUN make\n`,
      'c/Dockerfile': `${from}WORKDIR /srv\nRUN true\n`,
    });
    const paths = ['a', 'b', 'c', 'gone'].map((name) => join(folder, name, 'Dockerfile'));
    const best = await bestDockerfile(nodeDisk, paths, history, undefined);
    expect(best && [relative(folder, best.path), best.match.isWhole]).toEqual(['b/Dockerfile', true]);
    expect(await bestDockerfile(nodeDisk, paths.slice(2), history, undefined)).toBeNull();
  });

  it('was built up to the stage that explains the history, where nobody states the target', async () => {
    const stages = `${from.trim()} AS base\nWORKDIR /app\nCOPY . .\nRUN make\n\nFROM base AS test\nRUN make test\n`;
    const folder = await temporaryFolder({ Dockerfile: stages });
    const read = (target: string | null | undefined) =>
      readDockerfile(nodeDisk, join(folder, 'Dockerfile'), history, target);
    expect(await read(undefined)).toMatchObject({ target: 'base', match: { isWhole: true } });
    expect(await read(null)).toMatchObject({ target: null, match: { matched: 3, total: 4 } });
    expect(await readDockerfile(nodeDisk, join(folder, 'gone'), history, null)).toBeNull();
  });
});

describe('the likely context of a Dockerfile', () => {
  const contextOf = async (files: Readonly<Record<string, string>>, dockerfile: string, workspace = '') => {
    const folder = await temporaryFolder(files);
    const path = join(folder, dockerfile);
    const parsed = parseDockerfile(files[dockerfile] ?? '');
    return relative(folder, await likelyContext(nodeDisk, { path, dockerfile: parsed }, join(folder, workspace)));
  };

  it('is the nearest folder that has what it copies', async () => {
    const copies = `${from}COPY package.json ./\nCOPY src src\n`;
    expect(
      await contextOf({ 'docker/Dockerfile': copies, 'package.json': '', 'src/a.js': '' }, 'docker/Dockerfile'),
    ).toBe('');
    const inBoth = { 'api/Dockerfile': copies, 'api/package.json': '', 'api/src/a.js': '', 'package.json': '' };
    expect(await contextOf(inBoth, 'api/Dockerfile')).toBe('api');
  });

  it('is a folder above the workspace only where that has all that is copied', async () => {
    const copies = `${from}COPY shop/api/ ./\nCOPY package.json ./\n`;
    const files = { 'shop/api/Dockerfile': copies, 'shop/api/package.json': '', 'shop/api/a.js': '' };
    expect(await contextOf({ ...files, 'package.json': '' }, 'shop/api/Dockerfile', 'shop/api')).toBe('');
    expect(await contextOf(files, 'shop/api/Dockerfile', 'shop/api')).toBe('shop/api');
  });

  it('is its own folder where nothing tells', async () => {
    const unclear = `${from}COPY . .\nCOPY --from=build /out /out\nCOPY *.js ./\n`;
    expect(await contextOf({ 'docker/Dockerfile': unclear, 'a.js': '' }, 'docker/Dockerfile')).toBe('docker');
  });
});
