import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The change was built under another tag, and a volume keeps the first version over both images',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app/src\nvolumes:\n  code:\n',
  },
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await docker('build', '-t', `${name}-web:next`, '.');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      also: { 'built-different-tag': 'confirmed' },
      outranked: ['image-not-rebuilt'],
    },
  },
});
