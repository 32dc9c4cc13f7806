import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Below a mounted folder a file that is saved by rename is seen at once',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n' },
  play: async ({ compose, replace, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await replace('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
