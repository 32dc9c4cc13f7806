import { baseImage } from './stage.ts';

/** An application whose image fills a volume with its `public` folder, and a web server that serves from that volume. */
export const sharedAssets = {
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
} as const;
