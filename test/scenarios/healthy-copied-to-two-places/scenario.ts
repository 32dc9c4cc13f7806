import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file is copied to two places, and both have the edit',
  engines: ['engine-28-containerd'],
  files: { ...shop, Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY src/ /opt/first/\nCOPY src/ /opt/second/') },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
