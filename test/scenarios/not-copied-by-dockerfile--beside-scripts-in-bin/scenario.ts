import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A pattern takes the files of one folder and not those below it; the copied bin/ has scripts, no build output',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv\nCOPY *.yml ./\nCOPY bin/ bin/\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'site.yml': 'name: shop\n',
    'bin/setup': 'setup\n',
    'config/locales/de.yml': 'greeting: Tag\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('config/locales/de.yml', 'greeting: Guten Tag\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'config/locales/de.yml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'not-copied-by-dockerfile',
      certainty: 'confirmed',
      says: ['config/locales/de.yml', 'Dockerfile'],
    },
  },
  after: {},
});
