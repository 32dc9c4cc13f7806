import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The service is built from a subfolder by a Dockerfile elsewhere, and a second Compose file was given by -f',
  engines: ['engine-20.10'],
  files: {
    'deploy/base.yml':
      'services:\n  api:\n    image: ${COMPOSE_PROJECT_NAME}-backend\n    build:\n      context: ../backend\n      dockerfile: ../docker/api.Dockerfile\n',
    'deploy/local.yml': 'services:\n  api:\n    environment:\n      MODE: local\n',
    'docker/api.Dockerfile': `FROM ${baseImage}\nCOPY app /app\nCMD ["sleep", "86400"]\n`,
    'backend/app/main.py': shop['src/server.js'],
  },
  play: async ({ docker, write, name }) => {
    await docker('compose', '-p', name, '-f', 'deploy/base.yml', '-f', 'deploy/local.yml', 'up', '-d', '--build');
    await write('backend/app/main.py', 'print("second version")\n');
  },
  asked: { file: 'backend/app/main.py' },
  expected: {
    'shop-api-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/app/main.py'],
      remedy: 'docker compose … up -d --build api',
    },
  },
  after: {},
});
