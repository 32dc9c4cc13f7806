import { stat } from 'node:fs/promises';
import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

/** Stands for `php artisan`: `config:cache` keeps what the configuration said, `optimize:clear` takes it away. */
const php = `#!/bin/sh
case "$2" in
  config:cache) tr a-z A-Z < config/shop.php > bootstrap/cache/config.php ;;
  optimize:clear) rm -f bootstrap/cache/*.php ;;
  *) while true; do sleep 1; done ;;
esac
`;

export default defineScenario({
  title: 'The whole project is mounted live, and somebody had Laravel keep its configuration in one file',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY php /bin/php\nRUN chmod +x /bin/php\nWORKDIR /app\nCMD ["php", "artisan", "serve"]\n`,
    php,
    'app/artisan': '',
    'app/bootstrap/cache/.gitignore': '*\n',
    'app/config/shop.php': "<?php return ['bread' => 1];\n",
  },
  play: async ({ docker, write, until, folder, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${folder}/app:/app`, name);
    await docker('exec', `${name}-web`, 'php', 'artisan', 'config:cache');
    // Archives have whole seconds, so the cache has to be plainly older than the edit.
    const { mtimeMs } = await stat(`${folder}/app/bootstrap/cache/config.php`);
    await until('an old cache', () => Promise.resolve(Date.now() > mtimeMs + 2200));
    await write('app/config/shop.php', "<?php return ['bread' => 2];\n");
  },
  asked: { file: 'app/config/shop.php' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'application-cache',
      certainty: 'likely',
      says: ['Laravel', '/app/bootstrap/cache/config.php'],
      remedy: 'docker exec shop-web php artisan optimize:clear',
    },
  },
  after: {},
});
