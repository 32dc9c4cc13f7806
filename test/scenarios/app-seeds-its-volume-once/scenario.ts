import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The entrypoint copies the application into its volume while that is empty; the image was built anew since',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/
COPY site /usr/src/site
WORKDIR /var/www
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["sleep", "86400"]
`,
    'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ ! -e /var/www/index.php ]; then
  echo "No site yet: copying it"
  cp -a /usr/src/site/. /var/www/
fi
exec "$@"
`,
    'compose.yaml': `services:
  cms:
    build: .
    network_mode: none
    environment:
      PATH: /usr/local/bin:/bin
    volumes:
      - html:/var/www
volumes:
  html:
`,
    'site/index.php': '<?php echo "site";\n',
    'site/theme/header.php': '<h1>Old</h1>\n',
  },
  play: async ({ compose, name, untilLogged, write }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-cms-1`, 'copying it');
    await write('site/theme/header.php', '<h1>New header</h1>\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'site/theme/header.php' },
  expected: {
    'shop-cms-1': {
      outcome: 'cause-found',
      cause: 'app-seeds-its-volume-once',
      certainty: 'confirmed',
      says: ['/usr/local/bin/docker-entrypoint.sh:5', '/var/www/theme/header.php', 'shop_html is mounted at /var/www'],
      remedy: 'docker exec shop-cms-1 cp -p /usr/src/site/theme/header.php /var/www/theme/header.php',
    },
  },
  after: {},
});
