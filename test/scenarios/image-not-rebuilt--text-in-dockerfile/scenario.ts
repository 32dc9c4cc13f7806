import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const dockerfile = (text: string): string => `FROM ${baseImage}
WORKDIR /app
COPY <<'EOF' conf/motd
${text}
EOF
RUN chmod 644 conf/motd
CMD ["sleep", "86400"]
`;

// Engine 20.10 builds no COPY with a text of its own.
export default defineScenario({
  engines: ['engine-28-classic', 'engine-28-containerd'],
  title: 'The text that a COPY of the Dockerfile holds was edited, and nothing was built; the history keeps no text',
  files: { Dockerfile: dockerfile('first'), 'compose.yaml': 'services:\n  web:\n    build: .\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', dockerfile('second'));
    await compose('up', '-d');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['Dockerfile:3'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
