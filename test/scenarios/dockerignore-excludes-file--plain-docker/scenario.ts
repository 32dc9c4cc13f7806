import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: a pattern for all folders excludes the file',
  files: { ...plainShop, '.dockerignore': '.git\n**/*.pem\n', 'src/keys/public.pem': 'new key\n' },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/keys/public.pem', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'dockerignore-excludes-file',
      certainty: 'confirmed',
      says: ['.dockerignore:2', '**/*.pem'],
    },
  },
  after: {},
});
