import { baseImage } from '../../support/stage.ts';
import { canaries } from '../../support/canaries.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'ENV, CMD, EXPOSE, USER and a label of the Dockerfile were changed, and nobody built again',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}
ENV MODE=live TOKEN=${canaries.environment}
WORKDIR /app
COPY . .
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'Dockerfile',
      `FROM ${baseImage}
ENV MODE=test TOKEN=${canaries.environment}
WORKDIR /app
COPY . .
EXPOSE 8080 9090/udp
LABEL tier="front end"
USER 1000:1000
HEALTHCHECK --interval=1m CMD true
CMD ["sleep", "86000"]
`,
    );
    await compose('up', '-d');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['ENV MODE', 'EXPOSE 8080/tcp', 'LABEL tier', 'USER', 'Dockerfile:2', 'Dockerfile:5', 'Dockerfile:7'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
