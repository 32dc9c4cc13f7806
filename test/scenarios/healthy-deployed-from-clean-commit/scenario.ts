import { deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Kamal deployed the last commit, and nothing was changed since',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await deployAsKamal(stage);
  },
  asked: { file: 'src/server.js' },
  expected: { [`shop-web-${firstCommit}`]: { outcome: 'change-is-present' } },
});
