import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file goes through a stage: COPY . . there, COPY --from here, another path at the end',
  files: {
    ...shop,
    Dockerfile: `ARG BASE=${baseImage}
FROM $BASE AS sources
WORKDIR /work
COPY . .

FROM $BASE
COPY --from=sources /work/src /srv/shop/code
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
      says: ['/srv/shop/code/server.js'],
    },
  },
  after: {},
});
