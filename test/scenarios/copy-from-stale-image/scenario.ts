import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: the style sheets come from an image of their own, which was not built again',
  files: {
    'compose.yaml': 'services:\n  database:\n    image: postgres\n',
    'assets/Dockerfile': `FROM ${baseImage}\nWORKDIR /out\nCOPY css css\n`,
    'assets/css/site.css': 'body { color: black }\n',
    'web/server.js': 'serve()\n',
  },
  play: async ({ docker, write, name }) => {
    await write(
      'web/Dockerfile',
      `FROM ${baseImage}\nWORKDIR /srv/web\nCOPY server.js .\nCOPY --from=${name}-assets /out/css static\n`,
    );
    await docker('build', '-t', `${name}-assets`, 'assets');
    await docker('build', '-t', `${name}-web`, 'web');
    await write('assets/css/site.css', edited);
    await docker('build', '--no-cache', '-t', `${name}-web`, 'web');
    await docker('run', '-d', '--name', `${name}-web`, `${name}-web`);
  },
  asked: { file: 'assets/css/site.css', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'copy-from-stale-image',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['web/Dockerfile:4', 'shop-assets', '/srv/web/static/site.css'],
    },
  },
});
