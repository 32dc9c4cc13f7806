import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const files = {
  ...shop,
  Dockerfile: shop.Dockerfile.replace(
    'COPY . .',
    'LABEL example.kind=absent\nENV MODE=absent\nWORKDIR /srv/absent\nCOPY src code',
  ),
};

export default defineScenario({
  title: 'Nothing of this project runs; another project with the same files does, and is not taken for it',
  files,
  play: async ({ write, beside }) => {
    const stranger = await beside('stranger', files);
    await stranger.compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {},
});
