import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A config has its content in the Compose file, where it was edited: Compose itself leaves the container as it is',
  files: {
    'compose.yaml': `services:
  web:
    image: ${baseImage}
    command: sleep 86400
    network_mode: none
    configs:
      - source: greeting
        target: /etc/greeting.txt
configs:
  greeting:
    content: |
      Hello
`,
  },
  play: async ({ compose, read, write }) => {
    await compose('up', '-d');
    await write('compose.yaml', (await read('compose.yaml')).replace('Hello', 'Good morning'));
    await compose('up', '-d');
  },
  asked: { file: 'compose.yaml' },
  expected: { 'shop-web-1': { outcome: 'unknown' } },
});
