import { isManifest } from '../../../core/src/manifests/is-manifest.ts';
import { describe, expect, test } from 'vitest';
import { readGoMod } from '../../../core/src/manifests/go-mod.ts';
import { satisfies } from '../../../core/src/manifests/satisfies.ts';
import { wantedPackages } from '../../../core/src/manifests/wanted-packages.ts';

const read = (path: string, text: string) =>
  wantedPackages(path, text)?.packages.map(
    ({ name, version, isOptional }) => `${name} ${version}${isOptional ? ' optional' : ''}`,
  );

describe('what a dependency file wants', () => {
  test.each([
    ['package.json', '{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"2"}}', ['a ^1.0.0', 'b 2 optional']],
    [
      'web/package-lock.json',
      '{"packages":{"":{"dependencies":{"b":"1"}},"node_modules/@x/a":{"version":"1.0.0","dev":true},"node_modules/b":{"version":"2.0.0"},"node_modules/b/node_modules/c":{"version":"3.0.0"},"node_modules/l":{"version":"1.0.0","link":true}}}',
      ['b 2.0.0', '@x/a 1.0.0 optional'],
    ],
    ['package-lock.json', '{"dependencies":{"a":{"version":"1.0.0"},"g":{"version":"git+ssh://x"}}}', ['a 1.0.0']],
    [
      'yarn.lock',
      '# yarn\n\n"@x/a@^1.0.0", "@x/a@^1.1.0":\n  version "1.2.0"\n\nb@npm:2:\n  version: 2.0.1\n',
      ['@x/a 1.2.0 optional', 'b 2.0.1 optional'],
    ],
    [
      'pnpm-lock.yaml',
      'importers:\n  .:\n    dependencies:\n      a:\n        specifier: ^1\n        version: 1.2.0(b@2.0.0)\n    devDependencies:\n      c:\n        version: link:../c\n',
      ['a 1.2.0'],
    ],
    [
      'requirements.txt',
      '# x\nFlask[async]==2.0.1  # web\nb>=1\nc==1.*\nd==1.0; python_version<"3"\n',
      ['Flask 2.0.1', 'd 1.0 optional'],
    ],
    ['requirements/base-requirements.txt', 'a === 1.0 --hash=sha256:00\n', ['a 1.0']],
    ['poetry.lock', '[[package]]\nname = "a"\nversion = "1.0"\ndescription = ""\n', ['a 1.0 optional']],
    ['Pipfile.lock', '{"default":{"a":{"version":"==1.0"},"b":{"git":"x"}}}', ['a 1.0']],
    [
      'Gemfile.lock',
      'GEM\n  remote: https://rubygems.org/\n  specs:\n    rack (3.0.8)\n    nokogiri (1.15.0-x86_64-linux)\n      racc (~> 1.4)\n',
      ['rack 3.0.8 optional', 'nokogiri 1.15.0 optional'],
    ],
    [
      'api/go.mod',
      `module "example.com/shop" // the shop

go 1.22

require (
	example.com/money v1.2.0
	example.com/tax v1.0.0 // indirect
	// example.com/gone v1.0.0
	example.com/near v1.0.0
	example.com/old v1.0.0+incompatible
)
require example.com/one v0.0.0-20220715151400-c0bba94af5f8
exclude example.com/money v1.1.0
replace (
	example.com/tax => example.com/fork v1.1.0
	example.com/near => ../near
	example.com/money v1.1.0 => example.com/fork v9.0.0
)
replace example.com/one => example.com/one v0.1.0
`,
      [
        'example.com/money v1.2.0',
        'example.com/tax example.com/fork v1.1.0 optional',
        'example.com/near ../near',
        'example.com/old v1.0.0+incompatible',
        'example.com/one v0.1.0',
      ],
    ],
    ['composer.lock', '{"packages":[{"name":"x/a","version":"v1.0.0"}]}', ['x/a v1.0.0']],
  ])('%s', (path, text, expected) => {
    expect(read(path, text)).toEqual(expected);
  });

  test('other files and half-written ones want nothing', () => {
    expect(read('server.js', 'x')).toBeUndefined();
    expect(read('package.json', '{"dependencies":')).toBeUndefined();
    expect(read('package.json', '[]')).toEqual([]);
  });
});

test('a go.mod names its module, once it has one', () => {
  expect(readGoMod('module example.com/shop\r\n').module).toBe('example.com/shop');
  expect(readGoMod('go 1.22\n').module).toBeNull();
});

describe('whether an installed version is the wanted one', () => {
  test.each([
    ['1.2.0', '1.2.0', true],
    ['1.2.0', 'v1.2.0', true],
    ['1.2.0', '1.3.0', false],
    ['1.2.0', '^1.0.0', true],
    ['1.2.0', '^1.3.0', false],
    ['2.0.0', '^1.3.0', false],
    ['0.2.5', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['3.0.0', '>=1.2', true],
    ['1.9.0', '1.x', true],
    ['2.0.0', '1', false],
    ['1.0.0', '*', true],
    ['1.0.0', 'latest', null],
    ['1.0.0', 'github:a/b', null],
    ['1.0.0', '1 || 2', null],
  ])('%s for %s', (installed, wanted, expected) => {
    expect(satisfies(installed, wanted)).toBe(expected);
  });
});

test.each([
  ['web/package-lock.json', true],
  ['Cargo.lock', true],
  ['gradle.lockfile', true],
  ['requirements-dev.txt', true],
  ['shop.csproj', true],
  ['src/package.ts', false],
  ['config/composer.yaml', false],
  ['notes.txt', false],
])('%s states packages: %s', (path, expected) => {
  expect(isManifest(path)).toBe(expected);
});
