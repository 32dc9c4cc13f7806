import { shopDockerfile } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'PHP is told not to look at files again (opcache.validate_timestamps=0), and the mounted source was edited',
  files: {
    // The image has PHP's settings and a program of its name; what is judged are the settings and the times.
    Dockerfile: `${shopDockerfile.replace('COPY . .', 'COPY conf /usr/local/etc/php/conf.d\nRUN ln -s /bin/busybox /bin/php-fpm')}`,
    'compose.yaml': 'services:\n  php:\n    build: .\n    volumes:\n      - ./src:/app/src\n',
    'conf/opcache.ini': '; speed\nopcache.enable=1\nopcache.validate_timestamps=0\n',
    'src/index.php': '<?php echo "one";\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-php-1`);
    await write('src/index.php', '<?php echo "two";\n');
  },
  asked: { file: 'src/index.php' },
  expected: {
    'shop-php-1': {
      outcome: 'cause-found',
      cause: 'bytecode-or-opcode-cache',
      certainty: 'likely',
      says: ['/usr/local/etc/php/conf.d/opcache.ini:3', 'opcache.validate_timestamps=0'],
      remedy: 'docker restart shop-php-1',
    },
  },
  after: {},
});
