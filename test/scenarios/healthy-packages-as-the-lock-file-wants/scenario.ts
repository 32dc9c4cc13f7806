import { lockOf, packagedShop } from '../../support/package-manager.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The lock file changed, the image was built again, and the packages are those that it wants',
  files: packagedShop(),
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('package-lock.json', lockOf('1.3.0'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'package-lock.json' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/app/package-lock.json'] } },
});
