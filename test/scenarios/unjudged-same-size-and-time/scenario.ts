import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit kept size and time, so BuildKit never sent the file: building again does not help',
  files: shop,
  play: async ({ compose, write, folder }) => {
    await compose('up', '-d', '--build');
    const { atime, mtime } = await stat(join(folder, 'src/server.js'));
    await utimes(join(folder, 'src/server.js'), atime, new Date(Math.floor(mtime.getTime() / 1000) * 1000));
    await compose('up', '-d', '--build');
    await write('src/server.js', shop['src/server.js'].replace('first', 'other'));
    await utimes(join(folder, 'src/server.js'), atime, new Date(Math.floor(mtime.getTime() / 1000) * 1000));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'unknown', also: { 'image-not-rebuilt': 'possible' } } },
});
