import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image of the theme was not built again, and a volume of before lies over where its files are copied to',
  files: {
    'compose.yaml': 'services:\n  database:\n    image: postgres\n',
    'theme/Dockerfile': `FROM ${baseImage}\nCOPY css /theme/css\n`,
    'theme/css/site.css': 'body { color: black }\n',
    'web/server.js': 'serve()\n',
  },
  play: async ({ docker, write, name }) => {
    await write(
      'web/Dockerfile',
      `FROM ${baseImage}\nWORKDIR /srv/front\nCOPY --from=${name}-theme /theme public\nCOPY server.js .\n`,
    );
    await docker('build', '-t', `${name}-theme`, 'theme');
    await docker('build', '-t', `${name}-web`, 'web');
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${name}-public:/srv/front/public`, `${name}-web`);
    await write('theme/css/site.css', edited);
    await docker('build', '-t', `${name}-web`, 'web');
  },
  asked: { file: 'theme/css/site.css', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: ['confirmed', 'likely'],
      says: ['shop-public', '/srv/front/public'],
      also: { 'copy-from-stale-image': 'confirmed' },
      // What the cache of Engine 20.10 shows of a build cannot be told from one that was not loaded.
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
    },
  },
});
