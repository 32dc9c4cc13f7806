import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: COPY names single files, and the new one is not among them',
  files: {
    Dockerfile: plainShop.Dockerfile.replace('COPY . .', 'COPY src/server.js src/routes.js ./src/'),
    'src/server.js': plainShop['src/server.js'],
    'src/routes.js': 'routes\n',
    'src/users.js': 'users\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/users.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'not-copied-by-dockerfile', certainty: 'confirmed' } },
});
