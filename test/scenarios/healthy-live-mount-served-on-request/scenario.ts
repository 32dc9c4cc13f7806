import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A web server reads the mounted page at each request, so an edit after its start is served',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - ./public:/srv\n    command: httpd -f -p 8080 -h /srv\n',
    'public/index.html': '<h1>Old</h1>\n',
  },
  play: async ({ compose, docker, write, until, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    const page = (): Promise<string> =>
      docker('exec', `${name}-web-1`, 'wget', '-qO-', 'http://127.0.0.1:8080/index.html').catch(() => '');
    await until('the page', async () => (await page()).includes('Old'));
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('public/index.html', '<h1>New</h1>\n');
    await until('the new page', async () => (await page()).includes('New'));
  },
  asked: { file: 'public/index.html' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
