import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadShell, type Shell } from '../../core/src/shell/shell.ts';

/** A shell that understands nothing; rules then find nothing inside RUN. */
export const noShell: Shell = { commandsOf: () => [] };

/**
 * Returns the shell grammar. Its files stand beside the bundle, and in `node_modules` for the sources. Rejects where they are
 * missing or broken.
 */
export async function loadShellFiles(folder: string): Promise<Shell> {
  const [runtime, grammar] = await Promise.all([
    readWasm(folder, 'web-tree-sitter'),
    readWasm(folder, 'tree-sitter-bash'),
  ]);
  return loadShell({ runtime, grammar });
}

async function readWasm(folder: string, name: string): Promise<Uint8Array> {
  const file = `${name}.wasm`;
  const places = ancestorsOf(folder).map((ancestor) => join(ancestor, 'node_modules', name, file));
  const path = [join(folder, file), ...places].find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${file} is not beside ${folder}`);
  return new Uint8Array(await readFile(path));
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}
