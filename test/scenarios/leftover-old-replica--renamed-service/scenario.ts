import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The service was renamed from “web” to “site”; Compose left the old one’s container running beside the new one',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', shop['compose.yaml'].replace('web:', 'site:'));
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js', container: 'shop-web-1' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'leftover-old-replica',
      certainty: 'confirmed',
      says: ['left over from service web', 'shop-site-1', '--remove-orphans'],
      remedy: 'docker … rm -f shop-web-1',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: { asked: { file: 'src/server.js' }, expected: { 'shop-site-1': { outcome: 'change-is-present' } } },
});
