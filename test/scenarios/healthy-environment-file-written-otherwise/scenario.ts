import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The environment file was put in another order and quoted; the container has all its values',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: [base.env, web.env]\n',
    'base.env': 'A=0\nB=2\n',
    'web.env': 'A=1\nC=a b\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('web.env', 'C="a b"\n\n# first\nA=\'1\'\n');
  },
  asked: { file: 'web.env' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
