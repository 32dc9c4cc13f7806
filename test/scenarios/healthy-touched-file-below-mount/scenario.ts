import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { defineScenario } from '../../support/scenario.ts';
import { settingsShop, startWithSettings } from '../../support/settings-shop.ts';

export default defineScenario({
  title: 'The mounted file was only touched after the start: whatever the process has read, it is this content',
  files: settingsShop,
  play: async (stage) => {
    await startWithSettings(stage);
    await utimes(join(stage.folder, 'settings/version.txt'), new Date(), new Date());
  },
  asked: { file: 'settings/version.txt' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
