import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { failing, scriptedShop } from '../../support/start-script.ts';

const { Dockerfile, 'start.sh': start, 'src/server.js': server } = scriptedShop;

// The tag has moved, so the list of containers has only an ID for the one that serves.
export default defineScenario({
  title: 'The next container is of the same tag and ends at its start; the one before, whose tag has moved, serves on',
  files: { Dockerfile, 'start.sh': start, 'src/server.js': server },
  play: async ({ docker, write, until, name }) => {
    await docker('build', '-t', `${name}:live`, '.');
    await docker('run', '-d', '--name', `${name}-one`, `${name}:live`);
    await write('src/server.js', edited);
    await write('start.sh', failing);
    // The engine tells the age of containers in whole seconds.
    await until('the next second', () => Promise.resolve(Date.now() % 1000 > 900));
    await docker('build', '-t', `${name}:live`, '.');
    await docker('run', '-d', '--name', `${name}-two`, `${name}:live`);
    await until('the end of the second', async () =>
      (await docker('ps', '--all', '--filter', `name=${name}-two`, '--format', '{{.Status}}')).startsWith('Exited'),
    );
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-one': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-two', 'exit status 3'],
      outranked: ['container-runs-old-image'],
    },
  },
});
