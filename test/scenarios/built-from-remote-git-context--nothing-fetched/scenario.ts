import { git, initialCommit, serveRepository } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Compose builds from a URL, and the repository here has no remote: what was pushed is not known',
  files: plainShop,
  play: async (stage) => {
    const { compose, write } = stage;
    await initialCommit(stage);
    const url = await serveRepository(stage);
    await git(stage, ['remote', 'remove', 'origin']);
    await write('compose.yaml', `services:\n  web:\n    build: ${url}#main\n`);
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-from-remote-git-context',
      certainty: 'likely',
      says: ['/shop.git', 'not committed', 'compose.yaml:3'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
