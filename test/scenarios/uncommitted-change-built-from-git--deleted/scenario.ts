import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: '"kamal deploy" after a file was deleted, which was not committed: the last commit still has it',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await rm(join(stage.folder, 'src/server.js'));
    await deployAsKamal(stage);
  },
  asked: { file: 'src/server.js' },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'confirmed',
      says: ['src/server.js', 'you deleted', 'config/deploy.yml'],
      remedy: 'git -C /home/dev/shop commit …',
      // Engine 20.10 has no record of a build since.
      outranked: ['image-not-rebuilt'],
    },
  },
});
