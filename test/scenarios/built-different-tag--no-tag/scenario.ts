import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The tag was forgotten: the new image has no name',
  // Its own working folder keeps this image apart from other scenarios’: without a name its steps are all that ties it to the project.
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv/no-tag\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'src/server.js': 'serve("first version, no tag")\n',
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}:dev`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:dev`);
    await write('src/server.js', edited);
    await docker('build', '.');
    await docker('rm', '-f', `${name}-web`);
    await docker('run', '-d', '--name', `${name}-web`, `${name}:dev`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['without a name', 'shop:dev'],
    },
  },
  after: {},
});
