// Writes dist/: the extension, the language server and the terminal program, each as one CommonJS file, and what they load.
//
//   node esbuild.mjs [--watch] [--metafile]
//
// --watch builds again after each change, with source maps; --metafile keeps what is in each bundle, and why, in
// test/artefacts/metafile.json (https://esbuild.github.io/analyze/ shows it).
//
// Code for Docker is loaded by `import()` where it is first used. In a CommonJS bundle it stays in the same file, but esbuild wraps
// it in a function that runs at that first use: test/package/package.test.ts checks that loading the extension does not run it.
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { context } from 'esbuild';
import { assertLeftOut, leaveOut } from './build/left-out.mjs';
import { thirdPartyNotices } from './build/third-party-notices.mjs';

const isWatching = process.argv.includes('--watch');
const keepsMetafile = process.argv.includes('--metafile');
const resolve = createRequire(import.meta.url).resolve;

const entries = [
  { name: 'extension', source: 'client/src/extension.ts', external: ['vscode'] },
  { name: 'server', source: 'server/src/main.ts' },
  { name: 'cli', source: 'cli/src/main.ts', banner: { js: '#!/usr/bin/env node' } },
];

const grammars = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];

const optionsOf = ({ name, source, external, banner }) => ({
  entryPoints: { [name]: source },
  outdir: 'dist',
  external,
  banner,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Its ES module finds its .wasm by import.meta.url, which a CommonJS bundle does not have.
  alias: { 'web-tree-sitter': resolve('web-tree-sitter') },
  minify: !isWatching,
  keepNames: true,
  sourcemap: isWatching,
  legalComments: 'none',
  metafile: true,
  logLevel: 'info',
  plugins: [leaveOut],
});

async function copyGrammars() {
  for (const file of grammars) await copyFile(resolve(file), join('dist', file.split('/')[1]));
}

async function finish(results) {
  const metafiles = results.map(({ metafile }) => metafile);
  const inputs = [
    ...metafiles.flatMap(({ inputs }) => Object.keys(inputs)),
    ...grammars.map((file) => `node_modules/${file}`),
  ];
  assertLeftOut(inputs);
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(inputs));
  await chmod('dist/cli.js', 0o755);
  if (!keepsMetafile) return;
  await mkdir('test/artefacts', { recursive: true });
  await writeFile('test/artefacts/metafile.json', JSON.stringify(merge(metafiles)));
}

const merge = (metafiles) => ({
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
});

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await copyGrammars();
const contexts = await Promise.all(entries.map((entry) => context(optionsOf(entry))));
if (isWatching) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  try {
    await finish(await Promise.all(contexts.map((each) => each.rebuild())));
  } finally {
    await Promise.all(contexts.map((each) => each.dispose()));
  }
}
