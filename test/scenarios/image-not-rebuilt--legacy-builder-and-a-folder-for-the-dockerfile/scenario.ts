import { edited, shop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The legacy builder, whose context nobody notes, took the project for it and the Dockerfile from a folder of it',
  files: {
    'docker/Dockerfile': `FROM ${baseImage}\nWORKDIR /srv/shop\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'src/server.js': shop['src/server.js'],
  },
  play: async ({ buildByLegacyBuilder, docker, write, name }) => {
    await buildByLegacyBuilder('-f', 'docker/Dockerfile', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/srv/shop/src/server.js', 'docker/Dockerfile:3'],
      remedy: 'docker build -t shop -f /home/dev/shop/docker/Dockerfile /home/dev/shop',
    },
  },
});
