import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

/** It stands for `php bin/console`, and keeps what it read at the first start, as Symfony does in production. */
const start = `mkdir -p var/cache/prod
[ -f var/cache/prod/container.php ] || tr a-z A-Z < config/services.yaml > var/cache/prod/container.php
exec sleep 86400
`;

export default defineScenario({
  title: 'The configuration is new in the container; the framework goes by what it kept in a volume before',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
COPY . .
RUN chmod +x tools/php && mv tools/php /bin/php
CMD ["sh", "start.sh"]
`,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - cache:/app/var/cache
volumes:
  cache: {}
`,
    'start.sh': start,
    'bin/console': '#!/bin/sh\n',
    // It stands for PHP, which is given `bin/console cache:clear`.
    'tools/php': '#!/bin/sh\nrm -rf /app/var/cache/*\n',
    'config/services.yaml': 'parameters:\n  price: 1\n',
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('config/services.yaml', 'parameters:\n  price: 2\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'config/services.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'application-cache',
      certainty: 'likely',
      says: ['/app/var/cache', 'Symfony'],
      remedy: 'docker exec shop-web-1 php bin/console cache:clear',
      outranked: ['process-not-restarted'],
    },
  },
  after: {},
});
