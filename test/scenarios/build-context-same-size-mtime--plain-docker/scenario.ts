import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A generator writes the file with a fixed time; even docker build --no-cache takes the old content',
  files: plainShop,
  play: async ({ docker, write, folder, name }) => {
    const file = join(folder, 'src/server.js');
    await write('src/server.js', `serve(1, "${name}")\n`);
    await utimes(file, 1_700_000_000, 1_700_000_000);
    await docker('build', '-t', name, '.');
    await write('src/server.js', `serve(2, "${name}")\n`);
    await utimes(file, 1_700_000_000, 1_700_000_000);
    await docker('build', '-t', name, '--no-cache', '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    if ((await stat(file)).mtimeMs !== 1_700_000_000_000) throw new Error('the time was not kept');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'build-context-same-size-mtime',
      certainty: 'confirmed',
      says: ['src/server.js', '2023-11-14'],
      remedy: 'touch …/src/server.js',
    },
  },
  after: {},
});
