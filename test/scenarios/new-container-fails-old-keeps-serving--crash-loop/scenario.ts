import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { failing, scriptedShop } from '../../support/start-script.ts';

export default defineScenario({
  title: 'The new replica crashes at its start, and its restart policy starts it again and again',
  files: {
    ...scriptedShop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    restart: always\n    deploy:\n      replicas: 1\n',
  },
  play: async ({ compose, docker, write, until, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('start.sh', failing);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
    await until(
      'a few starts of the new replica',
      async () => Number(await docker('inspect', '--format', '{{.RestartCount}}', `${name}-web-2`)) > 2,
    );
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-web-2 has your change but crashes again and again'],
      outranked: ['container-runs-old-image', 'leftover-old-replica'],
    },
    'shop-web-2': { outcome: 'change-is-present' },
  },
});
