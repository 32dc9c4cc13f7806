import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

// No engine reachable here is Docker Desktop's, so nobody can bring its file sharing to lag behind: it is not played. What the cause
// says of the answers that Docker Desktop is documented to give is in test/unit/diagnosis/desktop-file-sharing.test.ts.
export default defineScenario({
  title: 'Docker Desktop’s share of the workspace lags behind: the live mount shows the file as it was',
  engines: [],
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', 'serve("second version, edited")\n');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'desktop-file-sharing-stale', certainty: 'likely' },
  },
});
