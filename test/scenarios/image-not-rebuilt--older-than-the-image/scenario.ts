import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The new content carries an old time, as after unpacking an archive: only content can tell',
  engines: ['engine-20.10'],
  files: shop,
  play: async ({ compose, write, folder }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await utimes(join(folder, 'src/server.js'), new Date('2020-01-01'), new Date('2020-01-01'));
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
