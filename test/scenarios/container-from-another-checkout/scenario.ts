import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two checkouts in folders of one name share a Compose project, and the other one was started last',
  files: shop,
  play: async ({ compose, write, folder, name }) => {
    await compose('up', '-d', '--build');
    const other = join(dirname(folder), 'other', name);
    await cp(folder, other, { recursive: true });
    await compose(
      '--project-directory',
      other,
      '-f',
      join(other, 'compose.yaml'),
      'up',
      '-d',
      '--build',
      '--force-recreate',
    );
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['/home/dev/other/shop', '/home/dev/other/shop/src/server.js', 'calls both projects shop'],
      remedy: 'docker compose -p shop --project-directory /home/dev/shop … up -d --build web',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
