/**
 * Writes everything that is derived from rules, causes, commands, settings and messages: `npm run generate`.
 * With `--check` it writes nothing, and fails naming each file that is not what it would write.
 * A further product is one more section in `generate/products.ts`.
 */
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { allProducts } from './generate/products.ts';
import { root } from './generate/sources.ts';

async function generate(isCheck: boolean): Promise<void> {
  for (const { file, content } of await allProducts()) {
    const target = path.join(root, file);
    const current = await readFile(target, 'utf8').catch(() => null);
    if (current === content) continue;
    if (isCheck) process.exitCode = 1;
    console.log(isCheck ? `${file} is out of date: run npm run generate` : `wrote ${file}`);
    if (isCheck) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

void generate(process.argv.includes('--check'));
