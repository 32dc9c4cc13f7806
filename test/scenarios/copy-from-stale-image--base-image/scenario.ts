import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services, one begins with the other’s image: only the second was built after the edit',
  files: {
    'base/Dockerfile': `FROM ${baseImage}\nWORKDIR /opt/lib\nCOPY . .\n`,
    'base/library.js': 'share("first version")\n',
    'web/server.js': 'serve()\n',
  },
  play: async ({ compose, write, name }) => {
    await write('web/Dockerfile', `FROM ${name}-base\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`);
    await write(
      'compose.yaml',
      `services:\n  base:\n    build: ./base\n    image: ${name}-base\n    profiles: [build]\n  web:\n    build: ./web\n`,
    );
    await compose('build', 'base');
    await compose('up', '-d', '--build', 'web');
    await write('base/library.js', edited);
    await compose('up', '-d', '--build', 'web');
  },
  asked: { file: 'base/library.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'copy-from-stale-image',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['web/Dockerfile:1', 'shop-base'],
      remedy: 'docker build -t shop-base …',
    },
  },
  after: {},
});
