import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A named context of the service is another image of the project, which was not built again',
  // The builder of Engine 20.10 knows no named contexts.
  engines: ['engine-28-classic', 'engine-28-containerd'],
  files: {
    'rules/Dockerfile': `FROM ${baseImage}\nCOPY tax /opt/rules/tax\n`,
    'rules/tax/rates.json': '{"rate": 1}\n',
    'web/Dockerfile': 'FROM rules\nWORKDIR /srv/till\nCOPY server.js .\nCMD ["sleep", "86400"]\n',
    'web/server.js': 'serve()\n',
  },
  play: async ({ docker, compose, write, name }) => {
    await write(
      'compose.yaml',
      `services:
  web:
    build:
      context: ./web
      additional_contexts:
        rules: docker-image://${name}-rules
`,
    );
    await docker('build', '-t', `${name}-rules`, 'rules');
    await compose('up', '-d', '--build');
    await write('rules/tax/rates.json', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'rules/tax/rates.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'copy-from-stale-image',
      outranked: ['image-not-rebuilt'],
      certainty: 'confirmed',
      says: ['web/Dockerfile:1', 'shop-rules', '/opt/rules/tax/rates.json'],
      remedy: 'docker build -t shop-rules …',
    },
  },
  after: {},
});
