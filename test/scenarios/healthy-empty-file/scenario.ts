import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file is empty on both sides',
  engines: ['engine-28-classic'],
  files: { ...shop, 'src/__init__.py': '' },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/__init__.py' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
