import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { failing, scriptedShop } from '../../support/start-script.ts';

const { Dockerfile, 'start.sh': start, 'src/server.js': server } = scriptedShop;

export default defineScenario({
  title: 'Blue and green by hand: green, of the next tag, ends at its start, and blue serves on',
  files: { Dockerfile, 'start.sh': start, 'src/server.js': server },
  play: async ({ docker, write, until, name }) => {
    await docker('build', '-t', `${name}:1`, '.');
    await docker('run', '-d', '--name', `${name}-blue`, `${name}:1`);
    await write('src/server.js', edited);
    await write('start.sh', failing);
    // The engine tells the age of containers in whole seconds.
    await until('the next second', () => Promise.resolve(Date.now() % 1000 > 900));
    await docker('build', '-t', `${name}:2`, '.');
    await docker('run', '-d', '--name', `${name}-green`, `${name}:2`);
    await until('the end of green', async () =>
      (await docker('ps', '--all', '--filter', `name=${name}-green`, '--format', '{{.Status}}')).startsWith('Exited'),
    );
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-blue': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-green', 'exit status 3'],
      outranked: ['image-not-rebuilt', 'built-different-tag'],
    },
  },
});
