import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services share a volume that the first one filled with the current file',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv/app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': `services:
  app:
    build: .
    network_mode: none
    volumes:
      - assets:/srv/app/public
  web:
    image: ${baseImage}
    command: sleep 86400
    network_mode: none
    depends_on: [app]
    volumes:
      - assets:/usr/share/www:ro
volumes:
  assets:
`,
    'public/site.css': 'body { color: red }\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/site.css', container: 'shop-web-1' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/usr/share/www/site.css'] } },
});
