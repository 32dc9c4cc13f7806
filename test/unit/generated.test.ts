import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allProducts } from '../../generate/products.ts';
import { sentencesIn } from '../../generate/messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = [
  'core',
  'server',
  'client',
  'cli',
  'generate',
  'docs',
  'l10n',
  'generate.ts',
  'package.json',
  'package.nls.json',
  'tsconfig.json',
];

function generate(folder: string, ...words: readonly string[]) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  return spawnSync(process.execPath, [tsx, 'generate.ts', ...words], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
}

describe('generate.ts', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'unstale-generate-'));
    for (const source of sources) cpSync(join(root, source), join(copy, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('would write every product as it stands', async () => {
    const stale = (await allProducts()).filter(
      ({ file, content }) => readFileSync(join(root, file), 'utf8') !== content,
    );
    expect(stale.map(({ file }) => file)).toEqual([]);
  });

  it('names each product that has drifted, and repairs it', () => {
    const page = join(copy, 'docs/rules.md');
    const good = readFileSync(page, 'utf8');
    writeFileSync(page, good.replace('# Rules', '# Old rules'));
    const rule = join(copy, 'server/src/rules/dockerfile/toolchain-in-final-stage.ts');
    cpSync(rule, join(copy, 'server/src/rules/dockerfile/one-more-rule.ts'));
    const { status, stdout } = generate(copy, '--check');
    expect(status).toBe(1);
    for (const product of ['docs/rules.md', 'server/src/rules/index.ts', 'package.json', 'package.nls.json']) {
      expect(stdout).toContain(`${product} is out of date`);
    }
    expect(generate(copy).status).toBe(0);
    expect(readFileSync(page, 'utf8')).toContain('## one-more-rule');
    expect(readFileSync(join(copy, 'server/src/rules/index.ts'), 'utf8')).toContain(
      "registerRule('one-more-rule', oneMoreRule)",
    );
  }, 120_000);
});

describe('the message catalogue', () => {
  it('collects sentences of defineMessages and of text', () => {
    const source = `const m = defineMessages({ a: 'One {x}', b: 'Two ' + 'three' }); const t = text('Four', {});`;
    expect(sentencesIn(source)).toEqual(['One {x}', 'Two three', 'Four']);
  });

  it('refuses a sentence that is not written out', () => {
    expect(() => sentencesIn('defineMessages({ a: other })')).toThrow('A sentence must be a literal');
  });
});
