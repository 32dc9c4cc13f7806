import { describe, expect, it } from 'vitest';
import { boundPorts } from '../../../../core/src/compose/option-syntax.ts';

describe('ports as Compose writes them', () => {
  it.each([
    ['8080:80', [':8080->80/tcp']],
    ['127.0.0.1:8080:80/udp', ['127.0.0.1:8080->80/udp']],
    ['80', [':->80/tcp']],
    // Any free port of the host.
    ['0:80', [':->80/tcp']],
    ['127.0.0.1:0:80', ['127.0.0.1:->80/tcp']],
    ['3000-3001:80-81', [':3000->80/tcp', ':3001->81/tcp']],
  ])('%s', (written, bound) => {
    expect(boundPorts(written)).toEqual(bound);
  });

  it('that cannot be understood are not guessed', () => {
    expect(boundPorts('web:port')).toBeNull();
  });
});
