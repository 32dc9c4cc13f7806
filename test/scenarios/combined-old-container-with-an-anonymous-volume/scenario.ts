import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The image was rebuilt and the container only restarted; an anonymous volume over the code would keep the old files anyway',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - /app/src\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'anonymous-volume-kept',
      certainty: 'confirmed',
      also: { 'container-runs-old-image': 'confirmed' },
    },
  },
  after: {},
});
