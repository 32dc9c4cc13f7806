import { initialCommit, serveRepository } from '../../support/git.ts';
import { sha256Of } from '../../support/sha256.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const picture = 'a picture of many megabytes\n';
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Of(picture)}\nsize ${picture.length}\n`;

export default defineScenario({
  title:
    'Git LFS keeps the picture: the repository has a pointer in its place, and the builder clones no more than that',
  files: { ...plainShop, 'public/shop.png': pointer },
  play: async (stage) => {
    const { compose, write } = stage;
    await initialCommit(stage);
    const url = await serveRepository(stage);
    // Git LFS, which is not needed here, puts the real file into the working tree.
    await write('public/shop.png', picture);
    await write('compose.yaml', `services:\n  web:\n    build:\n      context: ${url}#main\n`);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/shop.png' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-from-remote-git-context',
      certainty: 'confirmed',
      says: ['pointer of Git LFS', 'public/shop.png'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
