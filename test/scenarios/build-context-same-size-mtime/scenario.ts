import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit kept size and time, so BuildKit never sent the file: building again does not help',
  files: shop,
  play: async ({ compose, write, folder, name }) => {
    const file = join(folder, 'src/server.js');
    const time = new Date(Math.floor(Date.now() / 1000) * 1000);
    // Content of its own, or the build cache would hand out the layer of another play, with that one's times.
    await write('src/server.js', `serve("first of ${name}")\n`);
    await utimes(file, time, time);
    await compose('up', '-d', '--build');
    await write('src/server.js', `serve("other of ${name}")\n`);
    await utimes(file, time, time);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'build-context-same-size-mtime',
      certainty: 'confirmed',
      says: ['src/server.js', 'size', 'Dockerfile:3'],
      remedy: 'touch …/src/server.js',
      outranked: ['built-but-not-loaded'],
    },
  },
  after: {},
});
