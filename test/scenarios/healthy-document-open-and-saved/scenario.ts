import { sha256Of } from '../../support/sha256.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file is open in the editor, saved, and in the container',
  engines: ['engine-28-classic'],
  files: shop,
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js', editor: { isDirty: false, sha256: sha256Of(shop['src/server.js']) } },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
