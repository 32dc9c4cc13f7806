import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'WORKDIR is relative and made of variables, the destination as well',
  engines: ['engine-20.10'],
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}
ARG ROOT=/srv
ENV HOME_OF_SHOP=$ROOT/shop
WORKDIR $HOME_OF_SHOP
WORKDIR current
COPY ["src/", "\${CODE:-code}/"]
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/srv/shop/current/code/server.js'],
    },
  },
  after: {},
});
