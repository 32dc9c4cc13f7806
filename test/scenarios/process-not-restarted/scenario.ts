import { defineScenario } from '../../support/scenario.ts';
import { settingsShop, startWithSettings } from '../../support/settings-shop.ts';

export default defineScenario({
  title: 'The folder is mounted live, but the process read the file once, when it started',
  files: settingsShop,
  play: async (stage) => {
    await startWithSettings(stage);
    await stage.write('settings/version.txt', 'version 2\n');
  },
  asked: { file: 'settings/version.txt' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'process-not-restarted',
      certainty: ['confirmed', 'likely'],
      remedy: 'docker … restart …',
    },
  },
  after: {},
});
