import { beforeAll, describe, expect, test } from 'vitest';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { mainProcess, switchesAmong } from '../../../client/src/diagnosis/main-process.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

let shell: Shell | null;
beforeAll(async () => {
  shell = await loadNodeShell();
});

const ask = (lines: readonly string[], containerPath: string, script: string | null = null) =>
  mainProcess({
    commandLines: lines.map((line) => line.split(' ')),
    startedMs: 5,
    ownCommand: [],
    switches: [],
    containerPath,
    script,
    shell,
  });

describe('how a program treats a file it was given', () => {
  test.each([
    ['node server.js', '/app/src/server.js', 'node', 'at-start'],
    ['/usr/local/bin/python3.12 app.py', '/app/app.py', 'python3.12', 'at-start'],
    ['java -jar /app/app.jar', '/app/app.jar', 'java', 'at-start'],
    ['node server.js', '/app/public/index.html', 'node', 'on-request'],
    ['node server.js', '/app/views/index.ejs', 'node', 'unknown'],
    ['nginx: master process nginx -g daemon off;', '/usr/share/nginx/html/index.html', 'nginx', 'on-request'],
    ['nginx: master process nginx -g daemon off;', '/etc/nginx/conf.d/default.conf', 'nginx', 'at-start'],
    ['httpd -f -h /www', '/www/index.html', 'httpd', 'on-request'],
    ['busybox httpd -f -h /www', '/www/index.html', 'httpd', 'on-request'],
    ['php -S 0.0.0.0:80', '/app/index.php', 'php', 'on-request'],
    ['php artisan serve', '/app/routes/web.php', 'php', 'on-request'],
    ['sleep 86400', '/app/server.js', 'sleep', 'never'],
    ['tail -f /dev/null', '/app/server.js', 'tail', 'never'],
    ['tail -f /app/log.txt', '/app/log.txt', 'tail', 'on-request'],
    ['cat /app/log.txt', '/app/log.txt', 'cat', 'at-start'],
    ['sh /app/run.sh', '/app/run.sh', 'sh', 'at-start'],
    ['sh run.sh', '/app/run.sh', 'sh', 'at-start'],
    ['sh ./bin/run.sh', '/app/bin/run.sh', 'sh', 'at-start'],
    ['sh other.sh', '/app/run.sh', 'sh', 'never'],
    ['server -c settings/app.yaml', '/srv/settings/app.yaml', 'server', 'at-start'],
    ['-bash', '/app/run.sh', 'bash', 'never'],
    ['/bin/sh /usr/local/bin/gunicorn app:main', '/app/app.py', 'gunicorn', 'at-start'],
    ['/app/server', '/app/config.yaml', 'server', 'unknown'],
    ['/app/server --config /app/config.yaml', '/app/config.yaml', 'server', 'at-start'],
  ])('%s and %s', (line, path, program, reads) => {
    expect(ask([line], path)).toEqual({ startedMs: 5, program, reloader: null, reads });
  });

  test.each(['tini -- node server.js', '/sbin/docker-init -- node server.js', 'dumb-init node server.js'])(
    'what %s starts counts, not the wrapper',
    (wrapper) => {
      expect(ask([wrapper, 'node server.js'], '/app/server.js')).toMatchObject({ program: 'node', reads: 'at-start' });
    },
  );

  test('without any process nothing is claimed', () => {
    expect(ask([], '/app/a.js').reads).toBe('unknown');
  });
});

describe('a reloader is told by its name and flags', () => {
  test.each([
    ['node /app/node_modules/.bin/nodemon server.js', 'nodemon'],
    ['node --watch server.js', '--watch'],
    ['python -m uvicorn main:app --reload', '--reload'],
    ['python manage.py runserver 0.0.0.0:8000', 'runserver'],
    ['node /app/node_modules/.bin/vite --host', 'vite'],
    ['node /app/node_modules/.bin/next dev', 'dev server'],
    ['/go/bin/air -c .air.toml', 'air'],
    ['/usr/local/bin/python /usr/local/bin/fastapi dev main.py', 'dev server'],
    ['python -m litestar --app main:app run --reload', '--reload'],
    ['flask --app shop --debug run', 'flask --debug'],
    ['python manage.py runserver_plus 0.0.0.0:8000', 'runserver'],
    ['node /app/node_modules/react-scripts/scripts/start.js', 'dev server'],
    ['node /app/node_modules/.bin/vue-cli-service serve', 'dev server'],
    ['pm2-runtime start app.js --watch', 'pm2 --watch'],
    ['java -jar /usr/share/maven/boot.jar spring-boot:run', 'development server'],
  ])('%s', (line, reloader) => {
    expect(ask([line], '/app/a').reloader).toBe(reloader);
  });

  test('by what the container was started with, when the process calls itself otherwise', () => {
    const question = { startedMs: 5, containerPath: '/app/a.rb', script: null, shell, switches: [] };
    const commandLines = [['puma', '6.4.0', '(tcp://0.0.0.0:3000)', '[app]']];
    const started = ['bundle', 'exec', 'rails', 'server', '-b', '0.0.0.0'];
    expect(mainProcess({ ...question, commandLines, ownCommand: started }).reloader).toBe('development server');
    expect(mainProcess({ ...question, commandLines, ownCommand: ['bundle', 'exec', 'puma'] }).reloader).toBeNull();
  });

  test('by a variable of its server', () => {
    const question = { startedMs: 5, containerPath: '/app/a.py', script: null, shell, ownCommand: [] };
    const switches = switchesAmong(new Map([...Object.entries({ FLASK_DEBUG: '1', PASSWORD: 'x' })]));
    expect(switches).toEqual(['FLASK_DEBUG=1']);
    const flask = [['python', '/usr/local/bin/flask', 'run']];
    expect(mainProcess({ ...question, commandLines: flask, switches }).reloader).toBe('FLASK_DEBUG=1');
    expect(mainProcess({ ...question, commandLines: [['gunicorn', 'a:b']], switches }).reloader).toBeNull();
    expect(switchesAmong(new Map([['FLASK_DEBUG', '0']]))).toEqual([]);
  });

  test.each([
    'node server.js',
    'python manage.py runserver --noreload',
    'node repair.js',
    'gunicorn app:app',
    'node guard.js',
  ])('not in %s', (line) => {
    expect(ask([line], '/app/a').reloader).toBeNull();
  });
});

describe('a start script tells how it reads the file', () => {
  const path = '/app/version.txt';
  test.each([
    ['v=$(cat /app/version.txt); while true; do echo "$v"; sleep 1; done', 'at-start'],
    ['while true; do cat /app/version.txt; sleep 1; done', 'repeatedly'],
    ['cd /app && until false; do cat version.txt; sleep 1; done', 'repeatedly'],
    ['. /app/version.txt; exec sleep 86400', 'at-start'],
    ['httpd -f -h /app', 'on-request'],
    ['tail -f /app/version.txt', 'on-request'],
    ['read v < /app/version.txt; sleep 86400', 'at-start'],
    ['sleep 86400', 'never'],
  ])('%s', (script, reads) => {
    expect(ask([`sh -c ${script}`], path, script).reads).toBe(reads);
  });
});
