import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file was removed inside the container',
  engines: ['engine-28-containerd'],
  files: shop,
  play: async ({ compose, docker, name }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'rm', '/app/src/server.js');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'changed-in-writable-layer', certainty: 'confirmed' } },
  after: {},
});
