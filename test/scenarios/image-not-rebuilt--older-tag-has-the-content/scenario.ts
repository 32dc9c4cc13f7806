import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An edit was taken back; the tag of before has that content, but no build has been made since',
  files: plainShop,
  play: async ({ docker, write, name, until }) => {
    // Steps that are found in the cache have the time of whoever ran them first: both images are to be of this play.
    await write('src/play.js', `// ${name}\n`);
    await docker('build', '-t', `${name}:1`, '.');
    const built = Date.now();
    await until('a later second', () => Promise.resolve(Date.now() > built + 2100));
    await write('src/server.js', 'serve("an idea that did not work")\n');
    await docker('build', '-t', `${name}:2`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:2`);
    await until('a later second', () => Promise.resolve(Date.now() > built + 4300));
    await write('src/server.js', plainShop['src/server.js']);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
