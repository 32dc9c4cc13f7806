import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The service mounts a volume that binds the folder of an older release',
  files: { ...shop, 'release/server.js': '// the release\n' },
  play: async ({ compose, write, folder }) => {
    await write(
      'compose.yaml',
      `${shop['compose.yaml']}    volumes:
      - code:/app/src
volumes:
  code:
    driver_opts:
      type: none
      o: bind
      device: ${folder}/release
`,
    );
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['/home/dev/shop/release is mounted over /app/src', 'compose.yaml:'],
    },
  },
});
