import { beforeAll, describe, expect, test } from 'vitest';
import { copiedTo } from '../../../core/src/shell/copied-to.ts';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

let shell: Shell | null;
beforeAll(async () => {
  shell = await loadNodeShell();
});

const copied = (script: string) =>
  copiedTo(shell?.commandsOf(script) ?? [], '/app', '/in/sub/a.sql').map(
    ({ path, isCertain }) => `${path}${isCertain ? '' : ' ?'}`,
  );

describe('where the commands of a script copy a file', () => {
  test.each([
    ['cp /in/sub/a.sql out/b.sql', ['/app/out/b.sql']],
    ['mkdir -p out && cp -p /in/sub/a.sql out/', ['/app/out/a.sql']],
    ['cp /in/sub/a.sql out', ['/app/out ?', '/app/out/a.sql ?']],
    ['cp /in/sub/*.sql out', ['/app/out/a.sql']],
    ['cp /in/sub/*.csv out', []],
    ['cp -r /in/. out', ['/app/out/sub/a.sql']],
    ['cp -r /in /srv/', ['/srv/in/sub/a.sql']],
    ['cp -r /in/sub out', ['/app/out/a.sql ?', '/app/out/sub/a.sql ?']],
    ['cd /in && cp sub/a.sql /etc/a.sql', ['/etc/a.sql']],
    ['install -m 600 -o root /in/sub/a.sql /etc/b.sql', ['/etc/b.sql']],
    ['cp -t /etc /in/sub/a.sql', ['/etc/a.sql']],
    ['cat /in/sub/a.sql > /etc/a.sql', ['/etc/a.sql']],
    ['cat /in/sub/a.sql /in/b > /etc/a.sql', []],
    ['cp /in/sub/a.sql /tmp/x.sql; mv /tmp/x.sql /etc/y.sql', ['/tmp/x.sql', '/etc/y.sql']],
    ['cp /in/other.sql /etc/; cp $A /etc/a.sql', []],
    ['psql < /in/sub/a.sql', []],
  ])('%s', (script, expected) => {
    expect(copied(script)).toEqual(expected);
  });
});
