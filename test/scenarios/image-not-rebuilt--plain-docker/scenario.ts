import { canaries } from '../../support/canaries.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: edited after "docker build", and the container was only restarted',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}:dev`, '--build-arg', `TOKEN=${canaries.buildArgument}`, '.');
    const secrets = ['-e', `PASSWORD=${canaries.environment}`, '--label', `secret=${canaries.label}`];
    await docker(
      'run',
      '-d',
      '--name',
      `${name}-web`,
      ...secrets,
      `${name}:dev`,
      'sh',
      '-c',
      'sleep 86400',
      canaries.command,
    );
    await write('src/server.js', edited);
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker build -t shop:dev …',
    },
  },
  after: {
    then: async ({ docker, name }) => {
      await docker('run', '-d', '--name', `${name}-web`, `${name}:dev`);
    },
  },
});
