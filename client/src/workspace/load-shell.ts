import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadShell, type Shell } from '../../../core/src/shell/shell.ts';

let loaded: Promise<Shell | null> | undefined;

/** Returns the shell grammar, loaded once; null where its files are missing, so that scripts stay unread instead of misread. */
export const loadNodeShell = (): Promise<Shell | null> => (loaded ??= load());

async function load(): Promise<Shell | null> {
  const folders =
    typeof __dirname === 'string'
      ? [__dirname, join(__dirname, '../../../node_modules')]
      : [join(process.cwd(), 'node_modules')];
  try {
    const [runtime, grammar] = await Promise.all([
      readFirst(folders, ['web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm']),
      readFirst(folders, ['tree-sitter-bash.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm']),
    ]);
    return runtime && grammar ? await loadShell({ runtime, grammar }) : null;
  } catch {
    // A grammar that cannot be loaded is as good as none.
    return null;
  }
}

async function readFirst(folders: readonly string[], names: readonly string[]): Promise<Uint8Array | null> {
  const path = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((each) => existsSync(each));
  return path === undefined ? null : new Uint8Array(await readFile(path));
}
