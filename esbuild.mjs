// Writes dist/: the extension, the language server and the terminal program as CommonJS, and what they load.
//
//   node esbuild.mjs [--watch] [--metafile]
//
// --watch builds again after each change, with source maps; --metafile keeps what is in each file, and why, in
// test/artefacts/metafile.json (https://esbuild.github.io/analyze/ shows it).
//
// What the sources load by `import()`, first of all the code for Docker, stands in files of its own and is read at its first use;
// what the three have in common is there once.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { context } from 'esbuild';
import { emitCommonJs, removeOthers } from './build/emit-common-js.mjs';
import { assertLeftOut, leaveOut } from './build/left-out.mjs';
import { thirdPartyNotices } from './build/third-party-notices.mjs';

const folder = 'dist';
const notices = 'THIRD-PARTY-NOTICES.txt';
const grammars = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];
const isWatching = process.argv.includes('--watch');
const keepsMetafile = process.argv.includes('--metafile');
const { resolve } = createRequire(import.meta.url);

async function writeTheRest(metafile) {
  const inputs = [...Object.keys(metafile.inputs), ...grammars.map((file) => `node_modules/${file}`)];
  assertLeftOut(inputs);
  for (const file of grammars) await copyFile(resolve(file), join(folder, basename(file)));
  await writeFile(join(folder, notices), thirdPartyNotices(inputs));
  await removeOthers(
    folder,
    [...Object.keys(metafile.outputs), ...grammars, notices].map((file) => basename(file)),
  );
  if (!keepsMetafile) return;
  await mkdir('test/artefacts', { recursive: true });
  await writeFile('test/artefacts/metafile.json', JSON.stringify(metafile));
}

const building = await context({
  entryPoints: { extension: 'client/src/extension.ts', server: 'server/src/main.ts', cli: 'cli/src/main.ts' },
  outdir: folder,
  chunkNames: '[name]-[hash]',
  external: ['vscode'],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Its ES module finds its .wasm by import.meta.url, which a CommonJS file does not have.
  alias: { 'web-tree-sitter': resolve('web-tree-sitter') },
  minify: !isWatching,
  keepNames: true,
  sourcemap: isWatching && 'inline',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [leaveOut, emitCommonJs({ folder, programs: ['cli.js'], isMinified: !isWatching, onWritten: writeTheRest })],
});

if (isWatching) {
  await building.watch();
} else {
  try {
    await building.rebuild();
  } finally {
    await building.dispose();
  }
}
