import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A line of .dockerignore keeps the file out of the build context, although COPY . . is right',
  files: {
    ...shop,
    '.dockerignore': '# what is only of use here\nnode_modules\nconfig/*.json\n*.log\n',
    'config/settings.json': '{ "colour": "blue" }\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('config/settings.json', '{ "colour": "green, at last" }\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'config/settings.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'dockerignore-excludes-file',
      certainty: 'confirmed',
      says: ['.dockerignore:3', 'config/*.json'],
    },
  },
  after: {},
});
