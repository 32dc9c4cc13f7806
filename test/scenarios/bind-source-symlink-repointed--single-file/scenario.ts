import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mounted file is a link, and a tool pointed it at another configuration',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./active.conf:/etc/shop.conf:ro\n',
    'conf/blue.conf': 'colour = blue\n',
    'conf/green.conf': 'colour = green\n',
  },
  play: async ({ compose, folder }) => {
    await symlink('conf/blue.conf', join(folder, 'active.conf'));
    await compose('up', '-d', '--build');
    await symlink('conf/green.conf', join(folder, 'active.conf.new'));
    await rename(join(folder, 'active.conf.new'), join(folder, 'active.conf'));
  },
  asked: { file: 'active.conf' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-source-symlink-repointed',
      certainty: 'confirmed',
      says: ['active.conf was made to point to conf/green.conf', 'blue.conf'],
      remedy: 'docker restart shop-web-1',
    },
  },
  after: {},
});
