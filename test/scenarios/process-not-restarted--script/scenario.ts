import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The script that the container runs was edited after it started',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n    command: sh /app/run.sh\n',
    'run.sh': 'serve() {\n  while true; do echo "version 1"; sleep 1; done\n}\nserve\n',
  },
  play: async ({ compose, replace, untilLogged, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-web-1`, 'version 1');
    await untilWellAfterStartOf(`${name}-web-1`);
    await replace('run.sh', 'serve() {\n  while true; do echo "version 2"; sleep 1; done\n}\nserve\n');
  },
  asked: { file: 'run.sh' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'process-not-restarted', certainty: ['confirmed', 'likely'] },
  },
  after: {},
});
