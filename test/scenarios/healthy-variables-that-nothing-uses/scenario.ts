import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A variable was added to `.env` that the Compose file does not use: Compose passes none on by itself',
  files: { ...shop, '.dockerignore': '.env\n', '.env': 'A=1\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('.env', 'A=2\nNEW=1\n');
    await compose('up', '-d');
  },
  asked: { file: '.env' },
  expected: { 'shop-web-1': { outcome: 'unknown' } },
});
