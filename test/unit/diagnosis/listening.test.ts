import { describe, expect, it } from 'vitest';
import { isServedBy, listeningSockets } from '../../../client/src/diagnosis/listening.ts';

const line = (local: string, state: string): string => `   0: ${local} 00000000:0000 ${state} 00000000:00000000 0 0 0`;
const table = (...lines: readonly string[]): string => ['  sl  local_address rem_address st', ...lines].join('\n');

describe('sockets that listen', () => {
  it('are read with the addresses that localhost may lead to', () => {
    const text = table(
      line('0100007F:1F90', '0A'),
      line('00000000:0050', '0A'),
      line('0100007F:1F91', '01'),
      line('0200A8C0:1F92', '0A'),
      line('00000000000000000000000001000000:1F90', '0A'),
      line('00000000000000000000000000000000:0050', '0A'),
    );
    expect(listeningSockets(text)).toEqual([
      { address: '127.0.0.1', port: 8080 },
      { address: '0.0.0.0', port: 80 },
      { address: '::1', port: 8080 },
      { address: '::', port: 80 },
    ]);
  });

  it('belong to whoever published that address and port', () => {
    const published = [{ address: '127.0.0.1', port: 8080 }];
    expect(isServedBy(published, { address: '127.0.0.1', port: 8080 })).toBe(true);
    expect(isServedBy(published, { address: '::1', port: 8080 })).toBe(false);
    expect(isServedBy([{ address: '', port: 80 }], { address: '::', port: 80 })).toBe(true);
  });
});
