import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build failed after the edit, but that of another project',
  files: plainShop,
  play: async ({ docker, write, beside, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
    const other = await beside('other', { Dockerfile: 'FROM scratch\nCOPY missing /\n' });
    await other.docker('build', '.').catch(() => undefined);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
