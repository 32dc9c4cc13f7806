import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytecode } from '../../support/bytecode.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A Python file was edited to the same size within the same second, so Python trusts what it compiled before',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./lib:/app/lib\n',
    'lib/price.py': 'NAME = "two"\n',
  },
  play: async ({ compose, write, folder, until }) => {
    const source = join(folder, 'lib/price.py');
    const at = new Date('2026-01-05T10:00:00Z');
    await utimes(source, at, at);
    await mkdir(join(folder, 'lib/__pycache__'));
    const compiled = bytecode({ modifiedMs: at.getTime(), size: 13 }, 'NAME two');
    await writeFile(join(folder, 'lib/__pycache__/price.cpython-311.pyc'), compiled);
    const written = Date.now();
    // The engine's archive cuts times to whole seconds.
    await until('another second', () => Promise.resolve(Date.now() > written + 1100));
    await write('lib/price.py', 'NAME = "six"\n');
    await utimes(source, at, at);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'lib/price.py' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bytecode-or-opcode-cache',
      certainty: 'confirmed',
      says: ['/app/lib/__pycache__/price.cpython-311.pyc'],
      remedy: 'docker exec shop-web-1 rm -f /app/lib/__pycache__/price.cpython-311.pyc',
    },
  },
  after: {},
});
