import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Io } from '../../../cli/src/io.ts';
import { processIo } from '../../../cli/src/process-io.ts';
import { run } from '../../../cli/src/program.ts';

const bad = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
const good = 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\n';
const informing = 'FROM golang:1.24\nCOPY go.mod ./\nRUN go mod download && go build .\n';

let folder: string;
let printed: string;
let complained: string;

const real = processIo(new AbortController().signal);

function lint(...words: readonly string[]): Promise<number> {
  const io: Io = {
    ...real,
    workingFolder: folder,
    stdout: { isTerminal: false, write: (text) => (printed += text) },
    stderr: { isTerminal: false, write: (text) => (complained += text) },
  };
  return run(['lint', ...words], io);
}

function write(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstale-lint-'));
  printed = '';
  complained = '';
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('unstale lint', () => {
  it('prints findings for people, with positions that count from one', async () => {
    write('Dockerfile', bad);
    expect(await lint('Dockerfile')).toBe(1);
    expect(printed).toBe(
      'Dockerfile:3:1  warning  . is copied before npm ci: every source edit reruns it  [source-before-dependencies]\n' +
        '1 finding(s) in 1 file(s)\n',
    );
  });

  it('prints findings for programs, with positions that count from zero', async () => {
    write('Dockerfile', bad);
    expect(await lint('--format', 'json', '.')).toBe(1);
    expect(JSON.parse(printed)).toEqual([
      {
        file: 'Dockerfile',
        rule: 'source-before-dependencies',
        same: [],
        severity: 'warning',
        message: '. is copied before npm ci: every source edit reruns it',
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } },
        fixes: [
          {
            title: 'Run npm ci before the source is copied',
            safe: false,
            edits: [
              {
                range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
                newText: 'COPY package.json package-lock.json* npm-shrinkwrap.json* .npmrc* ./\n',
              },
              { range: { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } }, newText: '\nCOPY . .' },
            ],
          },
        ],
      },
    ]);
  });

  it('prints an empty array where nothing is found', async () => {
    write('Dockerfile', good);
    expect(await lint('--format', 'json', 'Dockerfile')).toBe(0);
    expect(JSON.parse(printed)).toEqual([]);
  });

  it.each([
    ['warning', informing, 0],
    ['info', informing, 1],
    ['hint', informing, 1],
    ['error', bad, 0],
    ['warning', bad, 1],
    ['never', bad, 0],
  ])('with --fail-on %s', async (level, text, status) => {
    write('Dockerfile', text);
    expect(await lint('--fail-on', level, 'Dockerfile')).toBe(status);
  });

  it('looks for Dockerfiles in folders, under all their names, and not in what is installed', async () => {
    const names = ['Dockerfile', 'a/Dockerfile.dev', 'a/b/web.Dockerfile', 'c/Containerfile', 'c/x.dockerfile'];
    for (const name of names) write(name, bad);
    for (const name of ['node_modules/x/Dockerfile', 'Dockerfile.dockerignore', 'a/NotADockerfile.txt'])
      write(name, bad);
    await lint('--format', 'json', '.', 'a/Dockerfile.dev');
    expect((JSON.parse(printed) as { file: string }[]).map(({ file }) => file).sort()).toEqual(names.sort());
  });

  it('reads the ignore file of the context in which Compose builds', async () => {
    write('compose.yaml', 'services: { web: { build: { context: ., dockerfile: docker/Dockerfile } } }');
    write('.dockerignore', 'dist');
    write('docker/Dockerfile', 'FROM busybox\nCOPY dist /x\n');
    expect(await lint('docker')).toBe(1);
    expect(printed).toContain('.dockerignore:1 (dist) keeps dist out of the build context');
  });

  it('says what cannot be read, and still checks the rest', async () => {
    write('Dockerfile', bad);
    expect(await lint('nowhere', 'Dockerfile')).toBe(2);
    expect(complained).toBe('unstale: nowhere does not exist or cannot be read\n');
    expect(printed).toContain('source-before-dependencies');
  });

  it('finds nothing in a folder without Dockerfiles, and says so', async () => {
    expect(await lint('.')).toBe(0);
    expect(complained).toBe('unstale: There is no Dockerfile in .\n');
  });

  it.each([[[]], [['--format', 'xml', '.']], [['--fail-on', 'sometimes', '.']], [['--nonsense', '.']]])(
    'refuses %j',
    async (words) => {
      expect(await lint(...words)).toBe(2);
      expect(complained).toMatch(/^unstale: .+\n$/);
      expect(printed).toBe('');
    },
  );

  it('shows control characters of a file as text', async () => {
    write('Dockerfile', 'FROM node:22\nCOPY src\u001bx/ /\nRUN npm ci\n');
    await lint('--format', 'text', 'Dockerfile');
    expect(printed).not.toContain('\u001b');
    expect(printed).toContain('src\\x1bx');
  });
});
