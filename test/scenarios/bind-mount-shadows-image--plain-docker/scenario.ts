import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: docker run -v mounts another checkout over the code',
  files: plainShop,
  play: async ({ docker, write, beside, name }) => {
    const other = await beside('review', { 'src/server.js': 'serve("under review")\n' });
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${other.folder}:/app`, name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['/home/dev/shop-review'],
    },
  },
});
