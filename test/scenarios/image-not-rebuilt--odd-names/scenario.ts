import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Folder and file have blanks, quotes and letters beyond ASCII in their names',
  engines: ['engine-20.10'],
  files: { ...shop, 'src/my pages/grüße "neu" $HOME.html': '<h1>Hallo</h1>\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/my pages/grüße "neu" $HOME.html', '<h1>Guten Tag</h1>\n');
  },
  asked: { file: 'src/my pages/grüße "neu" $HOME.html' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
