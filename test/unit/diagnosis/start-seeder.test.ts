import { describe, expect, it } from 'vitest';
import { seedingsOf } from '../../../client/src/diagnosis/start-seeder.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

const shell = await loadNodeShell();
const path = '/usr/src/app/theme/header.php';

/** Where the copy of the file is looked for first, for each copying command of a script. */
function targetsIn(text: string, environment: readonly string[] = []): readonly string[] {
  if (!shell) throw new Error('the shell grammar is missing');
  return seedingsOf([{ path: '/start.sh', text }], path, '/var/www', environment, shell).map(
    ({ targets, line }) => `${line}: ${targets[0] ?? ''}`,
  );
}

describe('a start script that seeds a volume', () => {
  it.each([
    ['if [ ! -e /var/www/index.php ]; then\n  cp -a /usr/src/app/. /var/www/\nfi', '2: /var/www/theme/header.php'],
    ['[ -d /srv/app ] || cp -r /usr/src/app /srv', '1: /srv/app/theme/header.php'],
    ['cp -rn /usr/src/app/* /srv/www', '1: /srv/www/theme/header.php'],
    ['test -e x && exit 0\nrsync -a /usr/src/app/ /srv/', '2: /srv/theme/header.php'],
    ['rsync -a --ignore-existing /usr/src/app/ "$PWD"', '1: /var/www/theme/header.php'],
    ['SRC=/usr/src/app\nif true; then cp -a $SRC/theme /srv/; fi', '2: /srv/theme/header.php'],
    ['if true; then cd /usr/src/app; cp -a theme/header.php /srv/; fi', '1: /srv/header.php'],
    ['if true; then tar cf - -C /usr/src/app . | tar xf - -C /srv; fi', '1: /srv/theme/header.php'],
    ['if true; then install -t /srv /usr/src/app/theme/header.php; fi', '1: /srv/header.php'],
  ])('is read: %s', (script, expected) => {
    expect(targetsIn(script)).toEqual([expected]);
  });

  it('may name its folders by the variables of the image', () => {
    expect(targetsIn('[ -e $DATA/x ] || cp -a $SOURCE/. $DATA', ['SOURCE=/usr/src/app', 'DATA=/data'])).toEqual([
      '1: /data/theme/header.php',
    ]);
  });

  it.each([
    'cp -a /usr/src/app/. /var/www/',
    'if true; then cp -a /usr/src/other/. /var/www/; fi',
    'if true; then echo /usr/src/app /var/www; fi',
    'exec node /usr/src/app/server.js',
  ])('is not taken for one: %s', (script) => {
    expect(targetsIn(script)).toEqual([]);
  });
});
