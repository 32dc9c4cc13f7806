import { sha256Of } from '../../support/sha256.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit is still in the editor: the file was never saved',
  files: shop,
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js', editor: { isDirty: true, sha256: sha256Of(edited) } },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'editor-not-saved',
      certainty: 'confirmed',
      says: ['src/server.js'],
    },
  },
  after: {
    then: async ({ compose, write }) => {
      await write('src/server.js', edited);
      await compose('up', '-d', '--build');
    },
    asked: { file: 'src/server.js' },
  },
});
