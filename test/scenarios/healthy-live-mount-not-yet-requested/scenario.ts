import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A web server reads the mounted page at each request; nobody has requested it since the edit',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - ./public:/srv\n    command: httpd -f -p 8080 -h /srv\n',
    'public/index.html': '<h1>Old</h1>\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('public/index.html', '<h1>New</h1>\n');
  },
  asked: { file: 'public/index.html' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
