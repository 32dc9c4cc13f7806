import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const lock = (version: string): string =>
  JSON.stringify({
    packages: [
      { name: 'acme/cart', version },
      { name: 'acme/tax', version: '1.0.0' },
    ],
  });

// As `docker init` writes it for PHP: the lock file is only mounted, in a stage that the image takes the packages from.
export default defineScenario({
  title: 'The lock file is mounted where packages are installed, and the image was not built since it changed',
  files: {
    'compose.yaml': 'services:\n  server:\n    build: .\n',
    'src/index.php': '<?php echo 1;\n',
    'composer.lock': lock('1.0.0'),
    // A program called composer, which "installs" what the lock file says.
    composer: '#!/bin/sh\nmkdir -p vendor/composer\ncp composer.lock vendor/composer/installed.json\n',
    Dockerfile: `FROM ${baseImage} AS deps
WORKDIR /app
COPY --chmod=755 composer /bin/composer
RUN --mount=type=bind,source=composer.lock,target=composer.lock composer install --no-dev

FROM ${baseImage}
WORKDIR /var/www/html
COPY --from=deps app/vendor/ /var/www/html/vendor
COPY ./src /var/www/html
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('composer.lock', lock('1.4.0'));
    await compose('up', '-d');
  },
  asked: { file: 'composer.lock' },
  expected: {
    'shop-server-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      says: ['acme/cart', '1.4.0', 'Dockerfile:4'],
      remedy: 'docker compose … up -d --build server',
    },
  },
  after: {},
});
