import { baseImage } from './stage.ts';
import { shop } from './shop.ts';

/** A shop whose process is started by a script of its own, so that a new version can fail at its start. */
export const scriptedShop = {
  Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nCMD ["sh", "start.sh"]\n`,
  'compose.yaml': shop['compose.yaml'],
  'start.sh': 'exec sleep 86400\n',
  'src/server.js': shop['src/server.js'],
} as const;

/** What `start.sh` is when the new version ends at once. */
export const failing = 'echo "no database" >&2\nexit 3\n';
