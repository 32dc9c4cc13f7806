import { sharedAssets } from '../../support/shared-assets.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The web server serves from a volume what the application’s first image put there; the application was built anew',
  files: {
    ...sharedAssets,
    'public/css/site.css': 'body { color: red }\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('public/css/site.css', 'body { color: darkgreen }\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/css/site.css', container: 'shop-web-1' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'shared-volume-filled-by-another-image',
      certainty: 'confirmed',
      says: [
        'volume shop_assets at /usr/share/www',
        'shop-app-1 of image',
        'at /srv/app/public',
        'The image of shop-app-1 has your content',
      ],
      remedy: 'docker compose … rm -s -f app web',
      outranked: ['named-volume-keeps-old-files'],
    },
  },
  after: {},
});
