import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The server takes the volumes of the application’s container, whose image declares them',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY public /data/public\nVOLUME /data/public\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': `services:
  app:
    build: .
    network_mode: none
  web:
    image: ${baseImage}
    command: sleep 86400
    network_mode: none
    volumes_from:
      - app:ro
`,
    'public/index.html': '<h1>Open</h1>\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('public/index.html', '<h1>Open from now on</h1>\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/index.html', container: 'shop-web-1' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'shared-volume-filled-by-another-image',
      certainty: 'confirmed',
      says: ['shop-app-1', 'at /data/public'],
      outranked: ['anonymous-volume-kept'],
    },
  },
  after: {
    then: async ({ compose }) => {
      await compose('down', '-v');
      await compose('up', '-d', '--build');
    },
  },
});
