import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file was written otherwise, with the same meaning: comments, long forms, other units, quotes',
  files: {
    ...shop,
    '.env': 'SIZE=64\n',
    'web.env': 'A=1\nB="two words"\n',
    'compose.yaml': `services:
  web:
    build: .
    ports: ["127.0.0.1::80"]
    mem_limit: 65536k
    restart: always
    command: ["sh", "-c", "sleep 86400"]
    environment: [GREETING=hello, "EMPTY="]
    env_file: web.env
    labels: [tier=front]
    stop_grace_period: 60s
    tmpfs: /run
    volumes: ["./src:/live:ro", "data:/data", "/cache"]
  jobs:
    image: ${baseImage}
    profiles: [jobs]
volumes:
  data:
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('web.env', "# both\nexport B='two words'\nA=1 # one\n");
    await write(
      'compose.yaml',
      `# the shop
x-limits: &limits
  mem_limit: \${SIZE}mb
services:
  jobs:
    profiles: ["jobs"]
    image: ${baseImage}
  web:
    <<: *limits
    build: { context: . }
    restart: "always"
    stop_grace_period: 1m
    command: sh -c "sleep 86400"
    ports:
      - { target: 80, host_ip: 127.0.0.1, protocol: tcp }
    environment:
      EMPTY: ""
      GREETING: \${GREETING_OF_NOBODY:-hello}
    env_file:
      - path: ./web.env
    labels:
      tier: front
    tmpfs: [/run]
    volumes:
      - { type: bind, source: ./src, target: /live, read_only: true }
      - type: volume
        source: data
        target: /data/
      - /cache
volumes:
  data: {}
`,
    );
  },
  asked: { file: 'compose.yaml' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['settings'] } },
});
