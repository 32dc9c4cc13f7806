import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A single file is copied under another name',
  engines: ['engine-20.10'],
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY ["deploy/nginx.prod.conf", "/etc/nginx/nginx.conf"]'),
    'deploy/nginx.prod.conf': 'worker_processes 4;\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'deploy/nginx.prod.conf' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/etc/nginx/nginx.conf'] } },
});
