import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtSuite, suiteSources } from './paths.ts';

/** Bundles the suite and each of its test files, and returns the path of the suite that VS Code is to load. */
export async function buildSuite(): Promise<string> {
  const names = await testFiles();
  await build({
    entryPoints: ['index', ...names].map((name) => join(suiteSources, `${name}.ts`)),
    outdir: builtSuite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(builtSuite, 'index.js');
}

/** The names of the suite's test files, without `.ts`. */
export async function testFiles(): Promise<string[]> {
  const names = await readdir(suiteSources);
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => name.slice(0, -'.ts'.length));
}

/** Returns how many tests the suite has, for a machine on which they cannot run. */
export async function countTests(): Promise<number> {
  const names = await testFiles();
  const sources = await Promise.all(names.map((name) => readFile(join(suiteSources, `${name}.ts`), 'utf8')));
  return sources.reduce((count, source) => count + (source.match(/^\s*it\(/gm)?.length ?? 0), 0);
}
