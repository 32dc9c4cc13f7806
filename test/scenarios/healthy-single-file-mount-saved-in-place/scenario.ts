import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One file is mounted and was edited in place: the inode is the same, and so is the content',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./shop.conf:/etc/shop.conf\n',
    'shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('shop.conf', 'colour = green\n');
  },
  asked: { file: 'shop.conf' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
