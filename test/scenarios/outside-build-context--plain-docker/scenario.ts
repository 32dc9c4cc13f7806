import { shopDockerfile } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'docker build is given the folder "app", the file lies in "common" beside it, and an old copy of it is in the image',
  files: {
    'app/Dockerfile': shopDockerfile,
    'app/main.js': 'main()\n',
    'app/common/tax.js': 'rate(16)\n',
    'common/tax.js': 'rate(19)\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, 'app');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'common/tax.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'outside-build-context',
      certainty: 'confirmed',
      says: ['/home/dev/shop/app', 'common/tax.js'],
    },
  },
});
