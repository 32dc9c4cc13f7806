import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A .dockerignore above the build context matches the file, but only the context’s own one counts',
  engines: ['engine-28-containerd'],
  files: {
    'compose.yaml': 'services:\n  api:\n    build: ./api\n',
    '.dockerignore': '**/*.py\n',
    'api/.dockerignore': 'tests\n',
    'api/Dockerfile': `FROM ${baseImage}\nCOPY . /app\nCMD ["sleep", "86400"]\n`,
    'api/main.py': 'print("first")\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('api/main.py', 'print("second version")\n');
  },
  asked: { file: 'api/main.py' },
  expected: { 'shop-api-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
