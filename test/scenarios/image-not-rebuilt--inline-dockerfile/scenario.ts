import { baseImage } from '../../support/stage.ts';
import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Dockerfile is written inside the Compose file, and "up" built nothing after the edit',
  files: {
    'compose.yaml': `services:
  jobs:
    build:
      dockerfile_inline: |
        FROM ${baseImage}
        WORKDIR /opt/jobs
        COPY tasks ./tasks
        CMD ["sleep", "86400"]
`,
    'tasks/nightly.js': 'run("first version")\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('tasks/nightly.js', edited);
    await compose('up', '-d');
  },
  asked: { file: 'tasks/nightly.js' },
  expected: {
    'shop-jobs-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['compose.yaml:7', '/opt/jobs/tasks/nightly.js'],
      remedy: 'docker compose … up -d --build jobs',
    },
  },
  after: {},
});
