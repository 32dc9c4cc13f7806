import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { scriptedShop } from '../../support/start-script.ts';

export default defineScenario({
  title: 'The new replica runs, and its health check fails, so the rollout waits for it and keeps the old one',
  files: {
    ...scriptedShop,
    'healthy.sh': 'exit 0\n',
    'compose.yaml': `services:
  shop-api:
    build: .
    healthcheck:
      test: ["CMD", "sh", "healthy.sh"]
      interval: 1s
      retries: 1
`,
  },
  play: async ({ compose, docker, write, until, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('healthy.sh', 'exit 1\n');
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'shop-api=2');
    await until(
      'the new replica being unhealthy',
      async () =>
        (await docker('inspect', '--format', '{{.State.Health.Status}}', `${name}-shop-api-2`)) === 'unhealthy',
    );
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-shop-api-1': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-shop-api-2 has your change but is unhealthy'],
      outranked: ['container-runs-old-image', 'leftover-old-replica'],
    },
    'shop-shop-api-2': { outcome: 'change-is-present' },
  },
});
