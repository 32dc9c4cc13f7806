import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Run by hand with --env-file, and the file was changed afterwards',
  files: { ...plainShop, '.dockerignore': '*.env\n', 'prod.env': 'LOG_LEVEL=info\nREGION="eu"\n' },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '--env-file', 'prod.env', name);
    await write('prod.env', 'LOG_LEVEL=debug\nREGION="eu"\n');
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'prod.env', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      certainty: 'likely',
      says: ['LOG_LEVEL', 'prod.env:1'],
    },
  },
  after: {
    then: async ({ docker, name }) => {
      await docker('run', '-d', '--name', `${name}-web`, '--env-file', 'prod.env', name);
    },
  },
});
