import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Ports, command, labels, user, health check and a mount were changed in an override file',
  files: {
    ...shop,
    'conf/site.conf': 'a\n',
    'compose.override.yaml': 'services:\n  web:\n    ports: ["127.0.0.1::8080"]\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'compose.override.yaml',
      `services:
  web:
    ports:
      - "127.0.0.1::8080"
      - target: 9090
        host_ip: 127.0.0.1
    command: sleep 86000
    user: "1000:1000"
    labels:
      example.tier: front
    healthcheck:
      test: "true"
      interval: 1m30s
    deploy:
      resources:
        limits:
          cpus: "0.5"
    volumes:
      - ./conf:/etc/shop:ro
`,
    );
  },
  asked: { file: 'compose.override.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'restart-policy-or-limits-unchanged',
      certainty: 'confirmed',
      says: [
        ...['ports', 'command', 'user', 'example.tier', 'healthcheck', 'cpus', '/etc/shop'],
        ...['compose.override.yaml:7', 'compose.override.yaml:10', 'compose.override.yaml:19'],
      ],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
