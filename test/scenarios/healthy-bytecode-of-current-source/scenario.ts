import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytecode } from '../../support/bytecode.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Python compiled the file after it was edited, as it does when the size or the time differs',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./lib:/app/lib\n',
    'lib/price.py': 'NAME = "two"\n',
  },
  play: async ({ compose, write, folder, until }) => {
    await write('lib/price.py', 'NAME = "six"\n');
    const { mtimeMs, size } = await stat(join(folder, 'lib/price.py'));
    await until('another second', () => Promise.resolve(Date.now() > mtimeMs + 1100));
    await mkdir(join(folder, 'lib/__pycache__'));
    const compiled = bytecode({ modifiedMs: mtimeMs, size }, 'NAME six');
    await writeFile(join(folder, 'lib/__pycache__/price.cpython-311.pyc'), compiled);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'lib/price.py' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
