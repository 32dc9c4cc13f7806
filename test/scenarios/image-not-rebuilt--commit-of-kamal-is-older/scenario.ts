import { commitAll, deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit is committed, but Kamal deployed the commit before it',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await deployAsKamal(stage);
    await stage.write('src/server.js', edited);
    await commitAll(stage, 'Second version');
  },
  asked: { file: 'src/server.js' },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['commits since then: 1'],
      remedy: 'kamal deploy --config-file /home/dev/shop/config/deploy.yml',
    },
  },
});
