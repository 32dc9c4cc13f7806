import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services of one build context; the Dockerfile of only one of them copies the file',
  engines: ['engine-28-classic'],
  files: {
    'compose.yaml': `services:
  api:
    build:
      context: .
      dockerfile: api.Dockerfile
  web:
    build:
      context: .
      dockerfile: web.Dockerfile
`,
    'api.Dockerfile': `FROM ${baseImage}\nCOPY api /app\nCMD ["sleep", "86400"]\n`,
    'web.Dockerfile': `FROM ${baseImage}\nCOPY web /app\nCMD ["sleep", "86400"]\n`,
    'api/main.py': 'print("api")\n',
    'web/index.html': '<h1>Shop</h1>\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'api/main.py' },
  expected: { 'shop-api-1': { outcome: 'change-is-present' } },
});
