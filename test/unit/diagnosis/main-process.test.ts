import { beforeAll, describe, expect, test } from 'vitest';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { mainProcess } from '../../../client/src/diagnosis/main-process.ts';
import { listedProcesses, startFromStat } from '../../../client/src/diagnosis/process-start.ts';
import { switchesAmong } from '../../../client/src/diagnosis/reloaders.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

let shell: Shell | null;
beforeAll(async () => {
  shell = await loadNodeShell();
});

const listed = (lines: readonly (readonly string[])[]) =>
  lines.map((words) => ({ words, id: null, parent: null, startedMs: null }));

const ask = (lines: readonly string[], containerPath: string, script: string | null = null) =>
  mainProcess({
    processes: listed(lines.map((line) => line.split(' '))),
    workingFolder: '/app',
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
    ['nginx: master process nginx -g daemon off;', '/usr/share/nginx/html/config.json', 'nginx', 'on-request'],
    ['nginx: master process nginx -g daemon off;', '/usr/share/nginx/html/site.yml', 'nginx', 'on-request'],
    ['python -m http.server -d /app', '/app/data.json', 'http.server', 'on-request'],
    ['node /usr/local/bin/serve -s dist', '/app/dist/main.js', 'serve', 'on-request'],
    ['node server.js', '/app/public/js/main.js', 'node', 'on-request'],
    ['python main.py', '/app/static/main.js', 'python', 'on-request'],
    ['python main.py', '/app/settings.json', 'python', 'on-request'],
    ['python main.py --config=conf/a.yaml', '/app/conf/a.yaml', 'python', 'at-start'],
    ['/usr/bin/python3 /usr/bin/gunicorn app:app', '/app/app.py', 'gunicorn', 'at-start'],
    ['python -m uvicorn app:app', '/app/app.py', 'uvicorn', 'at-start'],
    ['/usr/bin/python3 /usr/bin/supervisord -c /etc/s.conf', '/app/app.py', 'supervisord', 'never'],
    ['/usr/bin/python3 /usr/bin/supervisord -c /etc/s.conf', '/etc/s.conf', 'supervisord', 'at-start'],
    ['redis-server *:6379', '/data/redis.conf', 'redis-server', 'at-start'],
    ['sh run.sh', '/app/run.sh', 'sh', 'at-start'],
    ['/app/server', '/app/config.yaml', 'server', 'unknown'],
    ['/app/server -c config.yaml', '/app/config.yaml', 'server', 'at-start'],
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
    const question = {
      workingFolder: '/',
      startedMs: 5,
      containerPath: '/app/a.rb',
      script: null,
      shell,
      switches: [],
    };
    const commandLines = [['puma', '6.4.0', '(tcp://0.0.0.0:3000)', '[app]']];
    const started = ['bundle', 'exec', 'rails', 'server', '-b', '0.0.0.0'];
    expect(mainProcess({ ...question, processes: listed(commandLines), ownCommand: started }).reloader).toBe(
      'development server',
    );
    expect(
      mainProcess({ ...question, processes: listed(commandLines), ownCommand: ['bundle', 'exec', 'puma'] }).reloader,
    ).toBeNull();
  });

  test('by a variable of its server', () => {
    const question = {
      workingFolder: '/',
      startedMs: 5,
      containerPath: '/app/a.py',
      script: null,
      shell,
      ownCommand: [],
    };
    const switches = switchesAmong(new Map([...Object.entries({ FLASK_DEBUG: '1', PASSWORD: 'x' })]));
    expect(switches).toEqual(['FLASK_DEBUG=1']);
    const flask = [['python', '/usr/local/bin/flask', 'run']];
    expect(mainProcess({ ...question, processes: listed(flask), switches }).reloader).toBe('FLASK_DEBUG=1');
    expect(mainProcess({ ...question, processes: listed([['gunicorn', 'a:b']]), switches }).reloader).toBeNull();
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

test.each([
  ['node --watch-path=./lib server.js', '/app/lib/a.js', '--watch'],
  ['node --watch-path=./lib server.js', '/app/routes/a.js', null],
  ['node --watch-path lib --watch-path routes server.js', '/app/routes/a.js', '--watch'],
  ['uvicorn app:app --reload --reload-dir /app/shop', '/app/shop/a.py', '--reload'],
  ['uvicorn app:app --reload --reload-dir shop', '/app/lib/a.py', null],
  ['node /app/node_modules/.bin/nodemon --watch src --exec node server.js', '/app/lib/a.js', null],
  ['node /app/node_modules/.bin/nodemon -w src/**/*.js server.js', '/app/src/x/a.js', 'nodemon'],
  ['node /app/node_modules/.bin/vite --host', '/app/api/a.py', null],
])('%s watches %s: %s', (line, path, reloader) => {
  expect(ask([line], path).reloader).toBe(reloader);
});

describe('since when a program has what it read', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');
  const containerStart = now - 100_000;
  const clock = { nowMs: now, containerStartedMs: containerStart, exactMs: (): number | null => null };
  const titles = ['PID', 'PPID', 'ELAPSED', 'COMMAND'];
  const since = (rows: readonly (readonly string[])[], containerPath: string, exactMs = clock.exactMs) => {
    const { startedMs, reads } = mainProcess({
      processes: listedProcesses(titles, rows, { ...clock, exactMs }),
      startedMs: containerStart,
      ownCommand: [],
      switches: [],
      containerPath,
      workingFolder: '/app',
      script: null,
      shell,
    });
    return { seconds: (now - startedMs) / 1000, reads };
  };
  const master = ['10', '1', '01:39', 'nginx: master process nginx -g daemon off;'];

  test('its own start, which is the container’s where they are a second apart', () => {
    expect(since([['10', '1', '01:39', 'node server.js']], '/app/a.js').seconds).toBe(100);
    expect(
      since(
        [
          ['10', '1', '01:39', 'sleep 86400'],
          ['20', '1', '00:07', 'node server.js'],
        ],
        '/app/a.js',
      ).seconds,
    ).toBe(7);
    expect(since([['10', '1', '2-01:00:00', 'node server.js']], '/app/a.js').seconds).toBe(100);
  });
  test('to a hundredth of a second where it runs on this machine', () => {
    const rows = [
      ['10', '1', '01:39', 'sh run.sh'],
      ['20', '10', '01:38', 'node server.js'],
    ];
    expect(since(rows, '/app/a.js', () => now - 98_440).seconds).toBe(98.44);
    expect(since(rows, '/app/a.js', () => now - 7_000_000).seconds).toBe(98);
    const ticks = '20 (a (b) c) S 10 20 20 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 12345 1 1';
    expect(startFromStat(ticks)).toBe(123_450);
    expect(startFromStat('')).toBeNull();
    expect(startFromStat(null)).toBeNull();
  });
  test('its own where `docker exec` started it', () => {
    const holder = ['10', '1', '01:39', 'sleep 86400'];
    expect(since([holder, ['20', '1', '01:37', 'node server.js']], '/app/a.js').seconds).toBe(97);
  });
  test('that of the oldest worker of a server that was told to reload', () => {
    const worker = (elapsed: string, what = 'worker process') => ['11', '10', elapsed, `nginx: ${what}`];
    expect(since([master, worker('00:09'), worker('00:08')], '/etc/nginx/nginx.conf').seconds).toBe(9);
    expect(since([master, worker('01:39'), worker('00:08')], '/etc/nginx/nginx.conf').seconds).toBe(100);
    const leaving = worker('01:39', 'worker process is shutting down');
    expect(since([master, leaving, worker('00:08')], '/etc/nginx/nginx.conf').seconds).toBe(8);
  });
  test('not that of other programs it starts, nor of workers that take over what their master had', () => {
    const job = ['11', '10', '00:05', 'node jobs/mail.js'];
    expect(since([['10', '1', '01:39', 'node server.js'], job], '/app/a.js').seconds).toBe(100);
    const preloaded = 'python3 /usr/bin/gunicorn --preload app:app';
    expect(
      since(
        [
          ['10', '1', '01:39', preloaded],
          ['11', '10', '00:05', preloaded],
        ],
        '/app/a.py',
      ).seconds,
    ).toBe(100);
    const pool = 'python3 /usr/bin/celery -A shop worker';
    expect(
      since(
        [
          ['10', '1', '01:39', pool],
          ['11', '10', '00:05', pool],
        ],
        '/app/a.py',
      ).seconds,
    ).toBe(100);
  });
  test('the oldest of several programs, not the one that keeps them alive', () => {
    const keeper = ['10', '1', '01:39', '/usr/bin/python3 /usr/bin/supervisord'];
    const web = (elapsed: string) => ['11', '10', elapsed, '/usr/bin/python3 /usr/bin/gunicorn app:app'];
    expect(since([keeper, web('00:05')], '/app/a.py').seconds).toBe(5);
    expect(since([keeper, web('00:05'), ['12', '10', '01:30', 'celery worker']], '/app/a.py').seconds).toBe(90);
  });
  test('without a column of times the container’s', () => {
    expect(listedProcesses(['PID', 'COMMAND'], [['7', 'node a.js']], clock)).toEqual([
      { words: ['node', 'a.js'], id: '7', parent: null, startedMs: null },
    ]);
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
    ['cd / && exec httpd -f -h /app', 'on-request'],
    ['tail -f /app/version.txt', 'on-request'],
    ['read v < /app/version.txt; sleep 86400', 'at-start'],
    ['sleep 86400', 'never'],
    ['mkdir -p /app && chown -R app /app && cd /app && exec sleep 86400', 'never'],
    ['cp -r /app /srv; exec sleep 86400', 'at-start'],
  ])('%s', (script, reads) => {
    expect(ask([`sh -c ${script}`], path, script).reads).toBe(reads);
  });
});
