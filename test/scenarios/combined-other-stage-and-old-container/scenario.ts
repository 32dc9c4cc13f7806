import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title:
    'The built stage does not take the file, the container is of an older image, and a tmpfs hides the folder anyway',
  files: {
    ...shop,
    Dockerfile: `${shop.Dockerfile}FROM ${baseImage} AS slim\nWORKDIR /app\nCOPY README.md .\nCMD ["sleep", "86400"]\n`,
    'README.md': 'The shop\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    tmpfs:\n      - /app/src\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('README.md', 'The shop, again\n');
    await compose('build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'tmpfs-hides-file',
      certainty: 'confirmed',
      says: ['/app/src'],
      also: { 'stage-does-not-contain-file': 'confirmed', 'container-runs-old-image': 'confirmed' },
    },
  },
});
