import { deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A new file was never added to git; "kamal deploy -d staging" builds a clone without it',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await stage.write('config/deploy.staging.yml', 'servers:\n  - 127.0.0.1\n');
    await stage.write('src/prices/list.js', 'prices([1, 2, 3])\n');
    await deployAsKamal(stage, 'staging');
  },
  asked: { file: 'src/prices/list.js' },
  expected: {
    [`shop-web-staging-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'confirmed',
      says: ['src/prices/list.js is not in git', 'config/deploy.yml'],
      remedy: 'git -C /home/dev/shop add -- src/prices/list.js',
      outranked: ['image-not-rebuilt'],
    },
  },
});
