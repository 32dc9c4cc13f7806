import { randomInt } from 'node:crypto';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The service publishes a fixed port, which the old replica holds: the new one cannot be started beside it',
  files: shop,
  play: async ({ compose, write }) => {
    const port = randomInt(20_000, 30_000);
    const ports = `    ports:\n      - 127.0.0.1:${port}:8080\n`;
    await write('compose.yaml', shop['compose.yaml'] + ports);
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    // It fails, as a rollout does that starts a second replica.
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2').catch(() => undefined);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      says: ['shop-web-2 has your change but could not be started', 'of the host was taken'],
      remedy: 'docker rm -f shop-web-1',
      outranked: ['container-runs-old-image'],
    },
  },
  after: {},
});
