import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The named volume is a bind mount in disguise (driver options "o: bind"), so the edit is there at once',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - code:/app/src
volumes:
  code:
    driver: local
    driver_opts:
      type: none
      o: bind
      device: \${SHOP_FOLDER}/src
`,
  },
  play: async ({ compose, write, untilWellAfterStartOf, name, folder }) => {
    await write('.env', `SHOP_FOLDER=${folder}\n`);
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
