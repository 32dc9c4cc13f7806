import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const composeFile = (step: string): string => `services:
  jobs:
    environment:
      MODE: nightly
    build:
      dockerfile_inline: |
        FROM ${baseImage}
        RUN ${step} > /etc/motd
        CMD ["sleep", "86400"]
`;

export default defineScenario({
  title: 'A step of the Dockerfile inside the Compose file was edited, and "up" built nothing',
  files: { 'compose.yaml': composeFile('echo first') },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', composeFile('printf second'));
    await compose('up', '-d');
  },
  asked: { file: 'compose.yaml' },
  expected: {
    'shop-jobs-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['compose.yaml:8', 'RUN printf'],
      remedy: 'docker compose … up -d --build jobs',
    },
  },
  after: {},
});
