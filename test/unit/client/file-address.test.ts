import { describe, expect, it } from 'vitest';
import { addressOf, queryOf, type FileAddress } from '../../../client/src/ui/file-address.ts';

describe('the address of a file in a container or image', () => {
  it.each<FileAddress>([
    { side: 'container', id: 'c0ffee'.padEnd(64, '3'), path: '/app/src/server.js' },
    { side: 'image', id: `sha256:${'b5d3'.padEnd(64, '2')}`, path: '/app/a b#c?d' },
    { side: 'image', id: 'localhost:5000/shop/web:1.0@sha256:abc', path: '/' },
  ])('is read back as it was written (%j)', (address) => {
    expect(addressOf(address.path, queryOf(address))).toEqual(address);
  });

  it.each([
    ['/a', ''],
    ['/a', 'volume=x'],
    ['/a', 'container='],
    ['/a', 'container=--privileged'],
    ['/a', 'container=../../x'],
    ['/a', 'container=a b'],
    ['a', 'container=x'],
    ['/a', 'container=x\ncontainer=y'],
  ])('is refused where somebody else made it up (%j %j)', (path, query) => {
    expect(addressOf(path, query)).toBeNull();
  });
});
