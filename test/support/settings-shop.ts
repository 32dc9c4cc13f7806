import { shop } from './shop.ts';
import type { Stage } from './stage.ts';

/** A shop whose folder of settings is mounted live, and whose process reads a file there once, when it starts. */
export const settingsShop = {
  ...shop,
  'compose.yaml': `services:
  web:
    build: .
    volumes:
      - ./settings:/app/settings
    command: ["sh", "-c", "v=$$(cat /app/settings/version.txt); while true; do echo $$v; sleep 1; done"]
`,
  'settings/version.txt': 'version 1\n',
};

/** Starts it, and waits until the file was read and an edit is younger than the process beyond doubt. */
export async function startWithSettings({ compose, untilLogged, untilWellAfterStartOf, name }: Stage): Promise<void> {
  await compose('up', '-d', '--build');
  await untilLogged(`${name}-web-1`, 'version 1');
  await untilWellAfterStartOf(`${name}-web-1`);
}
