import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services; only one copies the file, and the other is not to be accused for not having it',
  engines: ['engine-20.10'],
  files: {
    'compose.yaml': 'services:\n  api:\n    build: ./api\n  web:\n    build: ./web\n',
    'api/Dockerfile': `FROM ${baseImage}\nCOPY . /app\nCMD ["sleep", "86400"]\n`,
    'api/main.py': 'print("api")\n',
    'web/Dockerfile': `FROM ${baseImage}\nCOPY . /app\nCMD ["sleep", "86400"]\n`,
    'web/index.html': '<h1>Shop</h1>\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'api/main.py' },
  expected: { 'shop-api-1': { outcome: 'change-is-present' } },
});
