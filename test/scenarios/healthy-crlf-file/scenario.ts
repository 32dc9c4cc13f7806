import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'File and Dockerfile have Windows line endings',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replaceAll('\n', '\r\n'),
    'src/server.js': 'serve("first")\r\nserve("second")\r\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
