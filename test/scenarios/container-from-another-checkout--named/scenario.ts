import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The named container was made from a copy of this folder that Compose calls another project',
  files: shop,
  play: async ({ write, beside }) => {
    const other = await beside('other', shop);
    await other.compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', container: 'shop-other-web-1' },
  expected: {
    'shop-other-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['/home/dev/shop-other', 'project.working_dir'],
      remedy: 'docker compose -p shop --project-directory /home/dev/shop … up -d --build web',
      outranked: ['image-not-rebuilt'],
    },
  },
});
