import { sharedAssets } from '../../support/shared-assets.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services share a volume that the first one filled with the current file',
  files: {
    ...sharedAssets,
    'public/site.css': 'body { color: red }\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/site.css', container: 'shop-web-1' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/usr/share/www/site.css'] } },
});
