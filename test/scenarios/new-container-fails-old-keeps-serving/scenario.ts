import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { failing, scriptedShop } from '../../support/start-script.ts';

export default defineScenario({
  title: 'A rollout started the new replica beside the old one; the new one ends at its start',
  files: scriptedShop,
  play: async ({ compose, docker, write, until, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('start.sh', failing);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
    await until('the end of the new replica', async () =>
      (await docker('ps', '--all', '--filter', `name=${name}-web-2`, '--format', '{{.Status}}')).startsWith('Exited'),
    );
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-web-2', 'exit status 3'],
      remedy: 'docker logs --tail 50 shop-web-2',
      outranked: ['container-runs-old-image'],
    },
  },
  after: {
    then: async ({ compose, write }) => {
      await write('start.sh', scriptedShop['start.sh']);
      await compose('up', '-d', '--build');
    },
  },
});
