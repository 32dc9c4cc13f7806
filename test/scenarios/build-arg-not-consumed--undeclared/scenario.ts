import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file gives an argument that no ARG of the Dockerfile declares',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nARG REVISION\nENV REVISION=$REVISION\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      args: [REVISION=7, API_URL=http://one]\n',
  },
  play: async ({ compose, write, read }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', (await read('compose.yaml')).replace('one', 'two'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'build-arg-not-consumed',
      certainty: 'confirmed',
      says: ['API_URL', 'compose.yaml:5', 'Dockerfile'],
    },
  },
});
