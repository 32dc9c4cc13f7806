import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file gives a variable of the image another value, as it always did; asked about a source file',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nENV MODE=production PORT=80\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': `services:
  web:
    build: .
    environment:
      MODE: development
    command: sleep 86000
    user: "0"
`,
  },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
