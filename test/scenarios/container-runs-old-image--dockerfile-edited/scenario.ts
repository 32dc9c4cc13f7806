import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'CMD, a variable and a step of the Dockerfile were changed and built; the container was only restarted',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nRUN touch /one\nCMD ["sleep", "86400"]\n`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'Dockerfile',
      `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nENV COLOUR=green\nRUN touch /two\nCMD ["sleep", "86000"]\n`,
    );
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      says: ['ENV COLOUR', 'Dockerfile:4'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
