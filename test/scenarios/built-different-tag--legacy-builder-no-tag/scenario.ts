import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The legacy builder was given no tag',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv/no-tag-legacy\nCOPY src src\nCMD ["sleep", "86400"]\n`,
    'src/server.js': 'serve("first version, legacy, no tag")\n',
  },
  play: async ({ docker, buildByLegacyBuilder, write, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
    await buildByLegacyBuilder('.');
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
    },
  },
  after: {},
});
