import { initialCommit, serveRepository } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file builds from the URL of a repository; the edit is only on disk',
  files: plainShop,
  play: async (stage) => {
    const { compose, write } = stage;
    await initialCommit(stage);
    const url = await serveRepository(stage);
    await write('compose.yaml', `services:\n  web:\n    build: ${url}#main\n`);
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-from-remote-git-context',
      certainty: 'confirmed',
      says: ['/shop.git', 'not committed', 'compose.yaml:3'],
      remedy: 'git -C /home/dev/shop commit -m Change src/server.js -- src/server.js',
      outranked: ['image-not-rebuilt'],
    },
  },
});
