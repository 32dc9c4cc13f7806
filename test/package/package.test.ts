import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packVsix } from './pack-vsix.ts';

const run = promisify(execFile);
const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** VS Code's own metadata of the package, which vsce adds. */
const addedByVsce = ['[Content_Types].xml', 'extension.vsixmanifest'];
const shipped = [
  'LICENSE.txt',
  'changelog.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/cli.js',
  'dist/extension.js',
  'dist/server.js',
  'dist/tree-sitter-bash.wasm',
  'dist/web-tree-sitter.wasm',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'package.json',
  'package.nls.json',
  'readme.md',
];

/** Parts of the bundles that are read at their first use carry esbuild's hash in their names. */
const isLoadedLater = (name: string): boolean => /(^|\/)[\w-]+-[A-Z0-9]{8}\.js$/.test(name);
const laterFiles = async (): Promise<string[]> => (await readdir(inRoot('dist'))).filter(isLoadedLater).sort();

describe('the VSIX', () => {
  let folder: string;
  let vsix: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unstale-package-'));
    vsix = join(folder, 'unstale.vsix');
    await packVsix(vsix);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds what is needed and nothing else', async () => {
    const grammars = await referencedGrammars();
    const expected = [...addedByVsce, ...[...shipped, ...grammars].map((name) => `extension/${name}`)];
    const names = await namesInZip(vsix);
    expect(names.filter((name) => !isLoadedLater(name))).toEqual(expected.sort());
    expect(names.filter(isLoadedLater).map((name) => name.replace('extension/dist/', ''))).toEqual(await laterFiles());
  });

  test('is smaller than 2.5 MB', async () => {
    expect((await stat(vsix)).size).toBeLessThan(2.5 * 1024 * 1024);
  });
});

describe('the bundles', () => {
  test('do not read code for Docker when the extension is loaded', async () => {
    const loaded = await modulesLoadedBy('dist/extension.js');
    expect(loaded).toContain('vscode');
    const withDocker = await asyncFilter(await laterFiles(), async (name) => isDockerCode(await readDist(name)));
    expect(withDocker).not.toEqual([]);
    expect(loaded.filter((name) => withDocker.includes(name.replace('./', '')))).toEqual([]);
    expect(isDockerCode(await readDist('extension.js'))).toBe(false);
  });

  test('name every package that is in them, with its licence', async () => {
    const notices = await readDist('THIRD-PARTY-NOTICES.txt');
    for (const name of ['dockerode', 'dockerfile-ast', 'tree-sitter-bash', 'vscode-languageclient']) {
      expect(notices).toMatch(new RegExp(`^## ${name} .* \\(.*\\)$`, 'm'));
    }
  });

  test('let the terminal program start on its own', async () => {
    const { stdout } = await run(inRoot('dist/cli.js'), ['--version']);
    const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as { version: string };
    expect(stdout).toContain(version);
  });
});

const readDist = (name: string): Promise<string> => readFile(inRoot(`dist/${name}`), 'utf8');

/** A header that docker-modem sets, and nobody else. */
const isDockerCode = (code: string): boolean => code.includes('X-Registry-Auth');

async function asyncFilter<Item>(items: readonly Item[], isWanted: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const answers = await Promise.all(items.map(isWanted));
  return items.filter((_, index) => answers[index]);
}

/** The grammars that the manifest contributes; each of them has to be in the package, and no other. */
async function referencedGrammars(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as {
    contributes?: { grammars?: { path: string }[] };
  };
  return (manifest.contributes?.grammars ?? []).map(({ path }) => path.replace(/^\.\//, ''));
}

/** The names in a zip's central directory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, section 4.3.12. */
async function namesInZip(file: string): Promise<string[]> {
  const content = await readFile(file);
  const names: string[] = [];
  const signature = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = content.indexOf(signature); at !== -1; at = content.indexOf(signature, at + 46)) {
    names.push(content.toString('utf8', at + 46, at + 46 + content.readUInt16LE(at + 28)));
  }
  return names.sort();
}

/** Loads a bundle in a process of its own, with nothing behind `vscode`, and returns what was asked of `require`. */
async function modulesLoadedBy(bundle: string): Promise<string[]> {
  const script = `
    const Module = require('node:module');
    const load = Module._load;
    const asked = new Set();
    const anything = new Proxy(class {}, { get: (_, name) => (name === Symbol.toPrimitive ? () => '' : anything), apply: () => anything });
    Module._load = (name, ...rest) => (asked.add(name.replace(/^node:/, '')), name === 'vscode' ? anything : load(name, ...rest));
    require(${JSON.stringify(inRoot(bundle))});
    process.stdout.write(JSON.stringify([...asked]), () => process.exit(0));
  `;
  const { stdout } = await run(process.execPath, ['--eval', script]);
  return JSON.parse(stdout) as string[];
}
