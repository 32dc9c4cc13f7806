import { describe, expect, it } from 'vitest';
import {
  basename,
  dirname,
  isAbsolute,
  isInside,
  isWindowsPath,
  join,
  normalise,
  relative,
  resolve,
} from '../../../core/src/path.ts';

describe('a path says itself what kind it is', () => {
  it.each([
    ['/app/src', false, true],
    ['src/a.js', false, false],
    ['C:\\work', true, true],
    ['c:/work', true, true],
    ['C:', true, true],
    ['\\\\server\\share\\a', true, true],
    ['C:relative', false, false],
    ['', false, false],
  ])('%s: Windows %s, absolute %s', (path, windows, absolute) => {
    expect([isWindowsPath(path), isAbsolute(path)]).toEqual([windows, absolute]);
  });
});

describe('normalise', () => {
  it.each([
    ['', '.'],
    ['./', '.'],
    ['a//b/./c/', 'a/b/c'],
    ['a/../..', '..'],
    ['../../a', '../../a'],
    ['/../a', '/a'],
    ['/', '/'],
    ['a\\b', 'a\\b'],
    ['c:/Users/me/../you', 'C:\\Users\\you'],
    ['C:', 'C:\\'],
    ['C:\\..\\x', 'C:\\x'],
    ['\\\\server\\share\\..\\x', '\\\\server\\share\\x'],
    ['\\\\server', '\\\\server\\'],
  ])('of %s is %s', (path, expected) => {
    expect(normalise(path)).toBe(expected);
  });
});

describe('join and resolve', () => {
  it('put parts together in the kind of the first', () => {
    expect(join('/work', 'a', '../b')).toBe('/work/b');
    expect(join('C:\\work', '../b/c')).toBe('C:\\b\\c');
    expect(join('/app', '/src')).toBe('/app/src');
  });

  it('keep an absolute path as it is', () => {
    expect(resolve('/work', 'src')).toBe('/work/src');
    expect(resolve('/work', '/etc/')).toBe('/etc');
    expect(resolve('/work', 'C:\\x')).toBe('C:\\x');
  });
});

describe('dirname and basename', () => {
  it.each([
    ['/a/b', '/a', 'b'],
    ['/a', '/', 'a'],
    ['/', '/', ''],
    ['a', '.', 'a'],
    ['C:\\a', 'C:\\', 'a'],
    ['\\\\server\\share', '\\\\server\\share\\', ''],
  ])('of %s are %s and %s', (path, folder, name) => {
    expect([dirname(path), basename(path)]).toEqual([folder, name]);
  });
});

describe('relative', () => {
  it.each([
    ['/a/b', '/a/b/c/d', 'c/d'],
    ['/a/b', '/a', '..'],
    ['/a/b', '/a/x', '../x'],
    ['/a', '/a/', '.'],
    ['/', '/a', 'a'],
    ['a', 'b', '../b'],
    ['C:\\Work', 'c:\\work\\Src\\a.js', 'Src/a.js'],
  ])('from %s to %s is %s', (from, to, expected) => {
    expect(relative(from, to)).toBe(expected);
  });

  it.each([
    ['/a', 'a'],
    ['/a', 'C:\\a'],
    ['C:\\a', 'D:\\a'],
    ['\\\\server\\one\\a', '\\\\server\\two\\a'],
    ['../x', 'y'],
  ])('has no way from %s to %s', (from, to) => {
    expect(relative(from, to)).toBeNull();
  });
});

describe('isInside', () => {
  it('counts the folder itself, and is not misled by a common beginning or by names that begin with dots', () => {
    expect(isInside('/app', '/app')).toBe(true);
    expect(isInside('/app/src', '/app/')).toBe(true);
    expect(isInside('/application', '/app')).toBe(false);
    expect(isInside('/app/..data', '/app')).toBe(true);
    expect(isInside('/app/../etc', '/app')).toBe(false);
    expect(isInside('c:\\Work\\a', 'C:\\work')).toBe(true);
    expect(isInside('/App/a', '/app')).toBe(false);
  });
});
