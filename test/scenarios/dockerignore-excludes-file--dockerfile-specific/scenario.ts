import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'BuildKit reads Dockerfile.dockerignore instead of .dockerignore, and that one excludes the file',
  engines: ['engine-28-containerd'],
  files: {
    ...shop,
    '.dockerignore': 'node_modules\n',
    'Dockerfile.dockerignore': 'node_modules\n\nsrc/server.js\n',
    'src/index.js': 'import "./server.js"\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'dockerignore-excludes-file',
      certainty: 'confirmed',
      says: ['Dockerfile.dockerignore:3'],
    },
  },
  after: {},
});
