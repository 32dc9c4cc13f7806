import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file was removed inside the container; the start command names it, and does not remove it',
  engines: ['engine-28-containerd'],
  files: {
    ...shop,
    'compose.yaml': `${shop['compose.yaml']}    command: sh -c "md5sum src/server.js; exec sleep 86400"\n`,
  },
  play: async ({ compose, docker, name }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'rm', '/app/src/server.js');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'changed-in-writable-layer',
      certainty: 'confirmed',
    },
  },
  after: {},
});
