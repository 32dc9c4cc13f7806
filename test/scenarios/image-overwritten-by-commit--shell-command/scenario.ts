import { plainShop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'Without Compose: somebody repaired the file in the container and committed that, by the legacy builder’s image with a shell command',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nRUN echo built >/built\nCMD sleep 86400\n`,
  },
  play: async ({ docker, buildByLegacyBuilder, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-old`, name);
    await docker('exec', `${name}-old`, 'sh', '-c', 'echo patched >/app/src/server.js');
    await docker('commit', `${name}-old`, name);
    await docker('rm', '-f', `${name}-old`);
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-overwritten-by-commit',
      outranked: ['image-not-rebuilt', 'built-different-tag', 'later-step-overwrites-file'],
      certainty: 'confirmed',
    },
  },
  after: {},
});
