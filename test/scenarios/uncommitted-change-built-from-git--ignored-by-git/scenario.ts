import { cloneBeside, initialCommit } from '../../support/git.ts';
import { plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image is tagged by the commit it was built from; a line of .gitignore keeps the file out of every commit',
  files: { ...plainShopIn('/srv/ignored'), '.gitignore': '*.log\n/src/settings.local.js\n' },
  play: async (stage) => {
    const { docker, write, name } = stage;
    const commit = await initialCommit(stage);
    await write('src/settings.local.js', 'settings({ colour: "green" })\n');
    const clone = await cloneBeside(stage);
    await docker('build', '-t', `${name}:sha-${commit.slice(0, 7)}`, clone);
    await docker('run', '-d', '--name', `${name}-web`, `${name}:sha-${commit.slice(0, 7)}`);
  },
  asked: { file: 'src/settings.local.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'likely',
      says: ['git ignores src/settings.local.js', '.gitignore:2'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
