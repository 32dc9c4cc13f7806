import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The command itself seeds the mounted configuration folder with the defaults of the image, and keeps what is there',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY defaults/app.ini /defaults/app.ini\nCMD ["sh", "-c", "[ -f /config/app.ini ] || cp /defaults/app.ini /config/app.ini; exec sleep 86400"]\n`,
    'defaults/app.ini': 'level = 1\n',
  },
  play: async ({ docker, name, until, write }) => {
    const run = async () => {
      await docker('build', '-t', name, '.');
      await docker('run', '-d', '--name', name, '-v', `${name}-config:/config`, name);
      await until('the defaults in the volume', () =>
        docker('exec', name, 'cat', '/config/app.ini').then(
          () => true,
          () => false,
        ),
      );
    };
    await run();
    await write('defaults/app.ini', 'level = 2, changed\n');
    await docker('rm', '-f', name);
    await run();
  },
  asked: { file: 'defaults/app.ini' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'app-seeds-its-volume-once',
      certainty: 'confirmed',
      says: ['/config/app.ini', 'shop-config is mounted at /config'],
    },
  },
  after: {},
});
