import { deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: '"kamal deploy" after an edit of the Dockerfile that was not committed: it builds that of the last commit',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await stage.write('Dockerfile', plainShop.Dockerfile.replace('CMD', 'ENV TZ=Europe/Berlin\nCMD'));
    await deployAsKamal(stage);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'confirmed',
      says: ['ENV TZ', 'Dockerfile:4', 'config/deploy.yml', 'git -C /home/dev/shop diff HEAD -- Dockerfile'],
      remedy: 'git -C /home/dev/shop commit …',
      outranked: ['image-not-rebuilt'],
    },
  },
});
