import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The base begins with an image of its own, which takes the file and was not built again',
  files: { 'certificates/shop.pem': 'first\n', 'app/server.js': 'serve()\n' },
  play: async ({ docker, write, name }) => {
    await write('ground/Dockerfile', `FROM ${baseImage}\nWORKDIR /ground\nCOPY certificates /certificates\n`);
    await write('runtime/Dockerfile', `FROM ${name}-ground\nRUN echo ready >/runtime\n`);
    await write('Dockerfile', `FROM ${name}-runtime\nWORKDIR /app\nCOPY app .\nCMD ["sleep", "86400"]\n`);
    await docker('build', '-t', `${name}-ground`, '-f', 'ground/Dockerfile', '.');
    await write('certificates/shop.pem', 'second, renewed\n');
    await docker('build', '-t', `${name}-runtime`, 'runtime');
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'certificates/shop.pem' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'copy-from-stale-image',
      certainty: 'confirmed',
      says: ['shop-ground', 'Dockerfile:1', '/certificates/shop.pem'],
      remedy: 'docker build -t shop-ground …',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
    },
  },
});
