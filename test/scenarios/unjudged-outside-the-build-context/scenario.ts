import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file lies outside the build context, so no COPY could take it and no ignore line is at fault',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    Dockerfile: 'FROM scratch\n',
    'compose.yaml': 'services:\n  web:\n    build: ./web\n',
    'web/Dockerfile': shop.Dockerfile,
    'web/index.html': '<h1>Shop</h1>\n',
    'shared/colours.css': 'h1 { color: green }\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'shared/colours.css', container: 'shop-web-1' },
  expected: { 'shop-web-1': { outcome: 'unknown', also: { 'not-copied-by-dockerfile': 'possible' } } },
});
