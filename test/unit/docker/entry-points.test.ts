import { describe, expect, it } from 'vitest';
import { entryPointsOf } from '../../../client/src/docker/entry-points.ts';

const pathsOf = (...words: string[]): readonly string[] => entryPointsOf(words, '/app').map(({ path }) => path);

describe('the places that a command starts from', () => {
  it.each([
    ['a script by its full path', ['python3', '/srv/main.py'], ['/srv/main.py']],
    ['a script by its path in the working folder', ['node', 'src/index.js'], ['/app/src/index.js']],
    ['a module of Python', ['python3', '-m', 'shop.web'], shopWeb()],
    ['an application of a server for Python', ['uvicorn', 'shop.web:app', '--host', '0.0.0.0'], shopWeb()],
    ['the manifest of a package manager', ['npm', 'start'], ['/app/package.json']],
    ['each place once', ['sh', 'start.sh', './start.sh'], ['/app/start.sh']],
    ['none where nothing is named', ['sleep', 'infinity'], []],
    ['none in an address', ['wait-for', 'http://db.local:80/x.html'], []],
  ])('are %s', (_, words, expected) => expect(pathsOf(...words)).toEqual(expected));

  it('tell the folder that a server hands out from a file', () => {
    expect(entryPointsOf(['httpd', '-f', '-h', '/www'], '/')).toEqual([{ path: '/www', isServedFolder: true }]);
  });
});

function shopWeb(): string[] {
  return ['/app/shop/web.py', '/app/shop/web/__main__.py', '/app/shop/web/__init__.py'];
}
