import { edited, plainShop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The legacy builder’s last step is a RUN, which looks like a commit at first sight',
  files: { ...plainShop, Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nRUN sleep 0\n` },
  play: async ({ docker, buildByLegacyBuilder, write, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await write('src/server.js', edited);
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
