import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The legacy builder throws away what a RUN copies into a volume that was declared above it',
  files: {
    Dockerfile: `FROM ${baseImage}
RUN mkdir -p /var/lib/shop
VOLUME /var/lib/shop
COPY seeds/catalogue.json /opt/seeds/catalogue.json
RUN cp /opt/seeds/catalogue.json /var/lib/shop/catalogue.json
CMD ["sleep", "86400"]
`,
    'seeds/catalogue.json': '["bread"]\n',
  },
  play: async ({ docker, buildByLegacyBuilder, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'seeds/catalogue.json' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'write-after-volume-discarded',
      certainty: 'confirmed',
      says: ['Dockerfile:5', 'Dockerfile:3', '/var/lib/shop/catalogue.json'],
    },
  },
  after: {},
});
