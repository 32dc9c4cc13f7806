import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'COPY gives the single file another name',
  engines: ['engine-28-containerd'],
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY deploy/nginx.prod.conf /etc/nginx.conf'),
    'deploy/nginx.prod.conf': 'worker_processes 1;\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('deploy/nginx.prod.conf', 'worker_processes 4;\n');
  },
  asked: { file: 'deploy/nginx.prod.conf' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/etc/nginx.conf'],
    },
  },
  after: {},
});
