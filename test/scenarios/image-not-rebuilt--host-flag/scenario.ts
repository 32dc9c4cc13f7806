import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The engine was named by --host, so the remedy has to name it as well',
  engines: ['engine-28-containerd'],
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', byHostFlag: true },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker --host unix:///var/run/docker.sock compose … up -d --build web',
    },
  },
  after: {},
});
