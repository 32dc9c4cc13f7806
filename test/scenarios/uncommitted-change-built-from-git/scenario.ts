import { cloneBeside, initialCommit } from '../../support/git.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const revision = 'org.opencontainers.image.revision';

export default defineScenario({
  title: 'CI builds a clone of the commit and writes its id to a label; the edit was never committed',
  files: plainShopIn('/srv/from-commit'),
  play: async (stage) => {
    const { docker, write, name } = stage;
    const commit = await initialCommit(stage);
    const clone = await cloneBeside(stage);
    await write('src/server.js', edited);
    await docker('build', '-t', name, '--label', `${revision}=${commit}`, clone);
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'uncommitted-change-built-from-git',
      certainty: 'confirmed',
      says: ['src/server.js', revision, 'not committed'],
      remedy: 'git -C /home/dev/shop commit -m Change src/server.js -- src/server.js',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {
    then: async (stage) => {
      const { docker, name } = stage;
      const clone = await cloneBeside(stage, 'clone-after');
      await docker('build', '-t', name, clone);
      await docker('rm', '-f', `${name}-web`);
      await docker('run', '-d', '--name', `${name}-web`, name);
    },
  },
});
