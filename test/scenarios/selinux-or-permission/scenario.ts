import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The configuration is copied as it is, readable for its owner only, and the image runs as another user',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY config config\nUSER 1000:1000\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    network_mode: none\n',
    'config/settings.ini': 'level = 1\n',
  },
  play: async ({ compose, folder }) => {
    await chmod(join(folder, 'config/settings.ini'), 0o600);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'config/settings.ini' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'selinux-or-permission',
      certainty: 'confirmed',
      says: ['runs as 1000', '/app/config/settings.ini are -rw------- 0 0', 'Permission denied'],
      remedy: 'chmod a+r /home/dev/shop/config/settings.ini',
    },
  },
  after: {},
});
