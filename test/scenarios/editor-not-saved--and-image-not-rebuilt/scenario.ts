import { sha256Of } from '../../support/sha256.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One edit was saved and not built, the next is not even saved',
  engines: ['engine-20.10'],
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', editor: { isDirty: true, sha256: sha256Of(`${edited}again\n`) } },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'editor-not-saved',
      certainty: 'confirmed',
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
});
