import { lockOf, packagedShop } from '../../support/package-manager.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The lock file is copied after the packages are installed, so its new version installs nothing',
  files: packagedShop({ manifests: 'package.json', install: 'npm install' }),
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('package-lock.json', lockOf('1.3.0'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'package-lock.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'cached-package-step',
      certainty: 'confirmed',
      says: ['left-pad', '1.2.0', '1.3.0', 'Dockerfile:5'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
