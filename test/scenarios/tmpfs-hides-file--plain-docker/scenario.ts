import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container was run by hand with a tmpfs over the folder of the configuration, and is stopped',
  files: { Dockerfile: `${shop.Dockerfile}`, 'etc/shop.conf': 'colour = blue\n' },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, '--mount', 'type=tmpfs,destination=/app/etc', name);
    await docker('stop', name);
  },
  asked: { file: 'etc/shop.conf' },
  expected: {
    shop: { outcome: 'cause-found', cause: 'tmpfs-hides-file', certainty: 'likely', says: ['a tmpfs at /app/etc'] },
  },
});
