import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A later COPY brings a file of the same size and time: the builder did receive the one before',
  files: {
    ...plainShop,
    Dockerfile: plainShop.Dockerfile.replace('COPY . .', 'COPY . .\nCOPY defaults/ ./'),
    'config.ini': 'debug=1\n',
    'defaults/config.ini': 'debug=0\n',
  },
  play: async ({ docker, name, folder }) => {
    for (const file of ['config.ini', 'defaults/config.ini'])
      await utimes(join(folder, file), 1_700_000_000, 1_700_000_000);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'config.ini' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'later-step-overwrites-file',
      certainty: 'confirmed',
      says: ['COPY defaults/ ./', 'config.ini'],
    },
  },
});
