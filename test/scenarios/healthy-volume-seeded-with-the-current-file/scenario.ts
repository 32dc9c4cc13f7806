import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The entrypoint seeded the volume, and the file is the same in both places',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY site /usr/src/site\nCOPY start.sh /start.sh\nCMD ["sh", "/start.sh"]\n`,
    'start.sh': '[ -e /var/www/index.html ] || cp -r /usr/src/site/. /var/www\nexec sleep 86400\n',
    'site/index.html': '<h1>Hello</h1>\n',
  },
  play: async ({ docker, name, until }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, '-v', `${name}-www:/var/www`, name);
    await until('the site in the volume', () =>
      docker('exec', name, 'cat', '/var/www/index.html').then(
        () => true,
        () => false,
      ),
    );
  },
  asked: { file: 'site/index.html' },
  expected: { shop: { outcome: 'change-is-present' } },
});
