import { commitAll, initialCommit, serveRepository } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file builds from the URL of a repository; the edit is committed, and was never pushed',
  files: plainShop,
  play: async (stage) => {
    const { compose, write } = stage;
    await initialCommit(stage);
    const url = await serveRepository(stage);
    await write('compose.yaml', `services:\n  web:\n    build:\n      context: ${url}#main\n`);
    await write('src/server.js', edited);
    await commitAll(stage, 'Second version');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-from-remote-git-context',
      certainty: 'confirmed',
      says: ['/shop.git#main', 'not pushed', 'compose.yaml:4', 'origin/main'],
      remedy: 'git -C /home/dev/shop push',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
