import { initialCommit } from '../../support/git.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The tag is a commit, but the image was built from the working tree by hand: a commit is not what is missing',
  files: plainShopIn('/srv/by-hand'),
  play: async (stage) => {
    const { docker, write, name } = stage;
    const commit = await initialCommit(stage);
    await docker('build', '-t', `${name}:${commit.slice(0, 10)}`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:${commit.slice(0, 10)}`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
