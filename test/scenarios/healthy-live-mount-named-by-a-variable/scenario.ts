import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The program of the image works on the sources that are mounted live, as a variable tells it',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /tool\nCOPY . .\nCMD ["sh", "watch.sh"]\n`,
    'watch.sh': 'while :; do cat "$SOURCES/page.html"; sleep 1; done\n',
    'page.html': '<p>one</p>\n',
    'compose.yaml':
      'services:\n  web:\n    build: .\n    environment:\n      SOURCES: /work\n    volumes:\n      - .:/work\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('page.html', '<p>two</p>\n');
  },
  asked: { file: 'page.html' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
