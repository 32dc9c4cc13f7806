import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the suite and each of its test files into `folder`, which lies inside the checkout: mocha is resolved from there.
 * Returns the path of the suite that VS Code is to load.
 */
export async function buildSuite(sourceFolder: string, folder: string): Promise<string> {
  const names = (await readdir(sourceFolder)).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...names].map((name) => join(sourceFolder, name)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(folder, 'index.js');
}
