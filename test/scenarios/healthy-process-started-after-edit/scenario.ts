import { defineScenario } from '../../support/scenario.ts';
import { settingsShop } from '../../support/settings-shop.ts';

export default defineScenario({
  title: 'The process reads the file only when it starts, and it was restarted after the edit',
  files: settingsShop,
  play: async ({ compose, write, untilLogged, name }) => {
    await compose('up', '-d', '--build');
    await write('settings/version.txt', 'version 2\n');
    await compose('restart');
    await untilLogged(`${name}-web-1`, 'version 2');
  },
  asked: { file: 'settings/version.txt' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
