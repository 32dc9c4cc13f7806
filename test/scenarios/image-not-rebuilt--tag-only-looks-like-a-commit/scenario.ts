import { initialCommit } from '../../support/git.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The tag is a date that looks like a commit, and git has no such commit',
  files: plainShopIn('/srv/dated'),
  play: async (stage) => {
    const { docker, write, name } = stage;
    await initialCommit(stage);
    await docker('build', '-t', `${name}:20260101`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:20260101`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
