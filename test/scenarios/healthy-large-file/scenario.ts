import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A file of 24 MB is compared to its last byte like any other',
  files: shop,
  play: async ({ compose, write }) => {
    await write('data/catalogue.csv', 'number;name;price\n'.repeat(1_400_000));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'data/catalogue.csv' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
