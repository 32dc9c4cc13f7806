import { commitAll, git, initialCommit, serveRepository } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file builds from the URL of a repository; the edit was pushed, and nothing was built since',
  files: plainShop,
  play: async (stage) => {
    const { compose, write } = stage;
    await initialCommit(stage);
    const url = await serveRepository(stage);
    await write('compose.yaml', `services:\n  web:\n    build:\n      context: ${url}#main\n`);
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await commitAll(stage, 'Second version');
    await git(stage, ['push', '-q']);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
