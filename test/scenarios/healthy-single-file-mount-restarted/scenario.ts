import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One file is mounted and was saved by rename, and the container was restarted since',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./shop.conf:/etc/shop.conf\n',
    'shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, replace }) => {
    await compose('up', '-d', '--build');
    await replace('shop.conf', 'colour = green\n');
    await compose('restart');
  },
  asked: { file: 'shop.conf' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
