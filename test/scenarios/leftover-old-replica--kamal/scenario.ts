import { deployAsKamal, firstCommit, git, initialCommitForKamal } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

/** The id of the commit with the edit alone. */
const secondCommit = 'e4026255e95bdc1aedc4b22eab5db97448522ee9';

export default defineScenario({
  title: 'Kamal was interrupted after it had started the container of the new commit: the old one runs beside it',
  files: plainShop,
  play: async (stage) => {
    await initialCommitForKamal(stage);
    await deployAsKamal(stage);
    await stage.write('src/server.js', edited);
    await git(stage, ['commit', '-q', '--all', '-m', 'Second version']);
    await deployAsKamal(stage);
  },
  asked: { file: 'src/server.js' },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'leftover-old-replica',
      certainty: 'confirmed',
      says: [`shop-web-${secondCommit} has your change`, 'Both serve as shop'],
      remedy: `docker … rm -f shop-web-${firstCommit}`,
      outranked: ['built-different-tag', 'image-not-rebuilt'],
    },
    [`shop-web-${secondCommit}`]: { outcome: 'change-is-present' },
  },
  after: {
    asked: { file: 'src/server.js' },
    expected: { [`shop-web-${secondCommit}`]: { outcome: 'change-is-present' } },
  },
});
