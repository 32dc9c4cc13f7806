import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { transform } from 'esbuild';

/**
 * An esbuild plugin that writes what was bundled as CommonJS. esbuild splits only ES modules, and without splitting the whole of a
 * bundle would be compiled when VS Code activates the extension: https://esbuild.github.io/api/#splitting. So the bundles are ES
 * modules, and each file is rewritten here: `import … from` and `import()` of another file become `require` of it.
 * `programs` names the files a shell can start.
 */
export const emitCommonJs = ({ folder, programs, isMinified, onWritten }) => ({
  name: 'emit-common-js',
  setup(build) {
    // A CommonJS package in a file of its own has no named exports, only a default one.
    build.onResolve({ filter: /^[^./]/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import' || isBuiltin(path)) return undefined;
      return {
        errors: [{ text: `import('${path}') must go through a file of ours that imports what it needs by name` }],
      };
    });
    build.onEnd(async ({ errors, outputFiles, metafile }) => {
      if (errors.length > 0) return;
      await mkdir(folder, { recursive: true });
      for (const { path, text } of outputFiles) {
        const isProgram = programs.includes(basename(path));
        await writeFile(path, (isProgram ? '#!/usr/bin/env node\n' : '') + (await toCommonJs(text, isMinified)));
        if (isProgram) await chmod(path, 0o755);
      }
      await onWritten(metafile);
    });
  },
});

async function toCommonJs(text, isMinified) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    minify: isMinified,
    sourcemap: isMinified ? false : 'inline',
  });
  return code;
}

/** Removes the files of earlier builds. It comes last, so that a program that runs meanwhile finds its files until then. */
export async function removeOthers(folder, names) {
  for (const name of await readdir(folder))
    if (!names.includes(name)) await rm(join(folder, name), { recursive: true });
}
