import { baseImage } from '../../support/stage.ts';
import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const files = {
  'deploy/web.Dockerfile': `FROM ${baseImage}\nWORKDIR /srv\nCOPY packages/web/ ./\nCMD ["sleep", "86400"]\n`,
  'packages/web/server.js': 'serve()\n',
};

export default defineScenario({
  title:
    'The Compose file is in deploy/, beside the sources, and the container was made from another copy of the project',
  files,
  play: async ({ beside, name, write }) => {
    const stack = `name: ${name}\nservices:\n  web:\n    build:\n      context: ..\n      dockerfile: deploy/web.Dockerfile\n`;
    const other = await beside('other', { ...files, 'deploy/stack.yml': stack });
    await write('deploy/stack.yml', stack);
    await other.compose('-f', 'deploy/stack.yml', 'up', '-d', '--build');
    await write('packages/web/server.js', edited);
  },
  asked: { file: 'packages/web/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['/home/dev/shop-other/deploy'],
      remedy: 'docker compose -p shop --project-directory /home/dev/shop/deploy … up -d --build web',
      outranked: ['image-not-rebuilt', 'outside-build-context'],
    },
  },
  after: {},
});
