import { deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: '"kamal deploy" after an edit that was not committed: it builds a clone of the last commit',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await stage.write('src/server.js', edited);
    await deployAsKamal(stage);
  },
  asked: { file: 'src/server.js' },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'confirmed',
      says: ['src/server.js', 'config/deploy.yml', 'builder.context'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
