import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The named container was built from another checkout of the same project: building there would not bring this edit',
  engines: ['engine-20.10'],
  files: shop,
  play: async ({ write, beside }) => {
    const other = await beside('other', shop);
    await other.compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', container: 'shop-other-web-1' },
  expected: { 'shop-other-web-1': { outcome: 'unknown', also: { 'image-not-rebuilt': 'possible' } } },
});
