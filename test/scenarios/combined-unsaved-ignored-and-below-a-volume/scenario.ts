import { sha256Of } from '../../support/sha256.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The document is not saved, an ignore line keeps the file out of the build, and a volume keeps the first version',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app/src\nvolumes:\n  code:\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('.dockerignore', 'src/server.js\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js', editor: { isDirty: true, sha256: sha256Of(`${edited}again\n`) } },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'editor-not-saved',
      certainty: 'confirmed',
      also: { 'named-volume-keeps-old-files': 'confirmed', 'dockerignore-excludes-file': 'confirmed' },
    },
  },
});
