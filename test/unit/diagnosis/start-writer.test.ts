import { beforeAll, describe, expect, test } from 'vitest';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { calledScripts, startWriter } from '../../../client/src/diagnosis/start-writer.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

let shell: Shell;
beforeAll(async () => {
  const loaded = await loadNodeShell();
  if (!loaded) throw new Error('the shell grammar could not be loaded');
  shell = loaded;
});

const ask = (text: string, path: string) => startWriter([{ path: '/start.sh', text }], path, '/app', shell);

describe('a start script that writes a file', () => {
  test.each([
    ['echo x > /app/a.js', 'echo'],
    ['envsubst < a.tpl > a.js', 'envsubst'],
    ['sed -i "s/a/b/" /app/*.js', 'sed'],
    ['find /app -name "*.js" -exec sed -i s/a/b/ {} +', 'find'],
    ['cp -r /defaults/. /app/', 'cp'],
    ['FILE=/app/a.js\necho x | tee "$FILE"', 'tee'],
    ['echo x > "${OUT:-/app/a.js}"', 'echo'],
    ['cd /app\nrm -f a.js', 'rm'],
    ['cd sub && mv x ../a.js', 'mv'],
  ])('%s', (text, program) => {
    expect(ask(text, '/app/a.js')).toMatchObject({ script: '/start.sh', program, isExact: true });
  });

  test.each([
    'sed "s/a/b/" /app/a.js',
    'cat /app/a.js',
    'exec node /app/a.js',
    'python3 -u /app/a.js & wait',
    'java -jar /app/a.js',
    'nginx -c /app/a.js',
    'cp /app/a.js /tmp/',
    'echo x > /app/b.js',
    'rm -rf /tmp/cache',
  ])('%s does not write it', (text) => {
    expect(ask(text, '/app/a.js')).toBeNull();
  });

  test('a command that only names the file is a hint, and a surer one in another script counts more', () => {
    expect(ask('python render.py a.js', '/app/a.js')).toMatchObject({ program: 'python', isExact: false });
    const scripts = [
      { path: '/one.sh', text: 'echo\necho x > a.js' },
      { path: null, text: 'python render.py a.js' },
    ];
    expect(startWriter(scripts, '/app/a.js', '/app', shell)).toEqual({
      script: '/one.sh',
      line: 2,
      program: 'echo',
      isExact: true,
    });
  });

  test('scripts that it runs or reads are found', () => {
    const text = 'DIR=/opt/init\n. $DIR/env.sh\nsh ./more.sh\n/usr/local/bin/setup --all\nexec "$@"\n';
    expect(calledScripts({ path: null, text }, '/app', shell)).toEqual([
      '/opt/init/env.sh',
      '/app/more.sh',
      '/usr/local/bin/setup',
    ]);
  });
});
