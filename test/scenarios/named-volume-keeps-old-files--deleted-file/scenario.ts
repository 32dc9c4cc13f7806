import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A named volume keeps a file that was deleted from the sources and is no longer in the image',
  files: { ...plainShop, 'src/legacy.js': 'legacy()\n' },
  play: async ({ docker, name, folder }) => {
    const run = (): Promise<string> =>
      docker('run', '-d', '--name', `${name}-web`, '-v', `${name}-code:/app/src`, name);
    await docker('build', '-t', name, '.');
    await run();
    await rm(join(folder, 'src/legacy.js'));
    await docker('build', '-t', name, '.');
    await docker('rm', '-f', `${name}-web`);
    await run();
  },
  asked: { file: 'src/legacy.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      says: ['shop-code', '/app/src/legacy.js'],
    },
  },
});
