import { describe, expect, it } from 'vitest';
import {
  decide,
  ignoreFileCandidates,
  ignoreProblems,
  parseDockerignore,
} from '../../../../core/src/dockerignore/dockerignore.ts';

/** Returns whether the lines keep `path` out of the context. */
const isExcluded = (lines: readonly string[], path: string): boolean =>
  decide(parseDockerignore(lines.join('\n')), path).excluded;

/**
 * The behaviours that Moby's own table fixes, one row each
 * (https://github.com/moby/patternmatcher/blob/main/patternmatcher_test.go, Apache-2.0). Patterns like these, put together at random, were
 * also compared with what BuildKit on the engines 20.10 and 28 really leaves out of a context: no difference was found.
 */
describe('one pattern', () => {
  it.each<[pattern: string, path: string, excluded: boolean]>([
    // Two asterisks take any number of folders, also none.
    ['**', 'file', true],
    ['**', 'dir/file', true],
    ['**/', 'file', true],
    ['**/', 'dir/file/', true],
    ['**/**', 'dir/file', true],
    ['***', 'file', true],
    ['dir/**', 'dir/file', true],
    ['dir/**', 'dir/inner/file', true],
    ['dir/**', 'dir', false],
    ['dir/**', 'other/file', false],
    ['**/dir', 'dir', true],
    ['**/dir', 'outer/dir', true],
    ['**/dir', 'dir/file', true],
    ['**/dir', 'mydir/file', false],
    ['**/inner/*', 'dir/inner/file', true],
    ['**/inner/*', 'dir/inner/deep/file', true],
    ['**/inner/*', 'inner', false],
    ['**/inner/**', 'dir/inner/deep/file', true],
    ['**/inner/**', 'dir/inner', false],
    ['**file', 'file', true],
    ['**file', 'dir/file', true],
    ['**file', 'dir/myfile', true],
    ['**/file', 'dir/dir/file', true],
    ['**/file', 'dir/myfile', false],
    ['**/file*', 'dir/dir/file', true],
    ['**/file*', 'dir/dir/file.txt', true],
    ['**/file*txt', 'dir/dir/file.txt', true],
    ['**/file*.txt*', 'dir/file.txt.bak', true],
    ['**/**/*.txt', 'dir/dir/file.txt', true],
    ['**/**/*.txt', 'file.txt', true],
    ['**/**/*.txt', 'dir/file.text', false],
    ['**/*.txt', 'file.txt', true],
    ['a**/*.txt', 'a/file.txt', true],
    ['a**/*.txt', 'a/dir/dir/file.txt', true],
    ['a**/*.txt', 'b/file.txt', false],
    ['a**', 'abc/file', true],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/**/z', 'a/bz', false],
    ['a/*.txt**', 'a/file.txt', true],
    ['**/foo/bar', 'foo/bar', true],
    ['**/foo/bar', 'dir/dir2/foo/bar', true],
    ['**/.foo', '.foo', true],
    ['**/.foo', 'bar.foo', false],
    // One asterisk and a question mark stay within a name.
    ['*', 'file', true],
    ['*', 'dir/file', true],
    ['*/*', 'file', false],
    ['*/*', 'dir/file', true],
    ['*.txt', 'file.txt', true],
    ['*.txt', 'dir/file.txt', false],
    ['a/*.txt', 'a/file.txt', true],
    ['a/*.txt', 'a/dir/file.txt', false],
    ['.*', '.foo', true],
    ['.*', 'foo', false],
    ['a*', 'a', true],
    ['a*', 'ab/c', true],
    ['a*/b', 'abc/b', true],
    ['a*/b', 'a/c/b', false],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['a*b', 'a/b', false],
    ['abc?def', 'abcZdef', true],
    ['abc?def', 'abcdef', false],
    ['a?b', 'a/b', false],
    ['a?b', 'a☺b', true],
    ['a?b', 'a🐳b', true],
    ['a???b', 'a☺b', false],
    // Classes.
    ['a[b-d]e', 'ace', true],
    ['a[b-d]e', 'aae', false],
    ['a[b-d]e', 'ae', false],
    ['a[^b-d]e', 'aze', true],
    ['a[^b-d]e', 'ace', false],
    ['ab[c]', 'abc', true],
    ['a[^a]b', 'a☺b', true],
    ['a[^a][^a][^a]b', 'a☺b', false],
    ['[a-ζ]*', 'α', true],
    ['*[a-ζ]', 'A', false],
    ['[\\]a]', ']', true],
    ['[\\-x]', '-', true],
    ['[x\\-]', 'x', true],
    ['[x\\-]', 'z', false],
    ['a]', 'a]', true],
    // What a regular expression would take for its own.
    ['abc.def', 'abcdef', false],
    ['abc.def', 'abcZdef', false],
    ['abc.*', 'abcZdef', false],
    ['a(b)c/def', 'a(b)c/def', true],
    ['a(b)c/def', 'a(b)c/xyz', false],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    ['dist/*.whl', 'dist/proxy-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'ab', false],
    ['a\\\\', 'a\\', true],
    // Ends and beginnings.
    ['docs/', 'docs/guide.md', true],
    ['/docs', 'docs/guide.md', true],
    ['./docs', 'docs/guide.md', true],
    ['a/../docs', 'docs/guide.md', true],
    ['docs', 'src/docs', false],
    ['Docs', 'docs', false],
    ['.', 'file', false],
    ['/', 'file', false],
    ['../docs', 'docs', false],
  ])('%s and the path %s: excluded is %s', (pattern, path, expected) => {
    expect(isExcluded([pattern], path)).toBe(expected);
  });

  it('never excludes the root of the context', () => {
    expect(isExcluded(['**', '.', '*'], '.')).toBe(false);
    expect(isExcluded(['**'], '')).toBe(false);
  });

  it('takes time in proportion to the pattern and the path, where backtracking would not end', () => {
    const pattern = `${'**/a*'.repeat(30)}z`;
    expect(isExcluded([pattern], `${'a'.repeat(200)}/`.repeat(10))).toBe(false);
  });
});

describe('several patterns', () => {
  it.each<[lines: string[], path: string, excluded: boolean]>([
    [['!file.go', '*.go'], 'file.go', true],
    [['*.go', '!file.go'], 'file.go', false],
    [['docs', '!docs/README.md'], 'docs/README.md', false],
    [['docs/', '!docs/README.md'], 'docs/README.md', false],
    [['docs/*', '!docs/README.md'], 'docs/README.md', false],
    [['docs', '!docs/README.md'], 'docs/guide.md', true],
    [['**', '!util/docker/web'], 'util/docker/web/foo', false],
    [['**', '!util/docker/web', 'util/docker/web/foo'], 'util/docker/web/foo', true],
    [['**', '!dist/*.whl'], 'dist/a+b.whl', false],
    [['*', '!src', 'src/**/*.test.js'], 'src/a/b.test.js', true],
    [['*', '!src', 'src/**/*.test.js'], 'src/a/b.js', false],
    [['*', '!/src'], 'src/a', false],
    [['*', '/!src'], 'src/a', false],
    [['*', '! src '], 'src/a', false],
  ])('%j and the path %s: excluded is %s', (lines, path, expected) => {
    expect(isExcluded(lines, path)).toBe(expected);
  });

  it('does not let an exception for a folder bring back what was excluded only below it', () => {
    expect(isExcluded(['dir/file', '!dir'], 'dir/file')).toBe(true);
    expect(isExcluded(['dir/file', '!dir/file'], 'dir/file')).toBe(false);
  });

  it('names the rule that gave the path its state', () => {
    const rules = parseDockerignore('# comment\n\nnode_modules\n*.log\napp.log\n!keep.log\n');
    expect(decide(rules, 'node_modules/p/index.js').by).toMatchObject({ pattern: 'node_modules', line: 2 });
    expect(decide(rules, 'app.log').by).toMatchObject({ pattern: '*.log', line: 3 });
    expect(decide(rules, 'keep.log')).toMatchObject({ excluded: false, by: { line: 5, isException: true } });
    expect(decide(rules, 'src/a.js')).toEqual({ excluded: false, by: null });
  });

  it('decides on 20,000 paths alike, with folders that are remembered', () => {
    const rules = parseDockerignore('**/node_modules\n**/*.pyc\n*.log\ndist/**\n.git\n**/.cache/*\n!**/keep.pyc\n');
    const paths = Array.from({ length: 20_000 }, (_, index) => `src/part${index % 200}/inner/file${index}.js`);
    expect(paths.filter((path) => decide(rules, path).excluded)).toEqual([]);
  });
});

describe('the file', () => {
  it('is read line by line: comments in the first column, space around, CRLF, a byte order mark', () => {
    const rules = parseDockerignore('\uFEFF# no\r\n  dist/  \r\n # a name\r\n\r\n!  /keep/me\r\n/#hash');
    expect(rules.map(({ pattern, isException, line }) => [pattern, isException, line])).toEqual([
      ['dist', false, 1],
      ['# a name', false, 2],
      ['keep/me', true, 4],
      ['#hash', false, 5],
    ]);
    expect(rules[0]?.range).toEqual({ start: { line: 1, character: 2 }, end: { line: 1, character: 7 } });
  });

  it('takes the byte order mark off the first pattern', () => {
    expect(parseDockerignore('\uFEFFdist')).toMatchObject([{ pattern: 'dist' }]);
  });

  it.each([
    ['[]a]', 'malformed'],
    ['[-]', 'malformed'],
    ['[x-]', 'malformed'],
    ['[-x]', 'malformed'],
    ['\\', 'malformed'],
    ['[a-b-c]', 'malformed'],
    ['[', 'malformed'],
    ['[^', 'malformed'],
    ['[^bc', 'malformed'],
    ['a[', 'malformed'],
    ['[z-a]', 'malformed'],
    ['[Local-Only]/', 'malformed'],
    ['!', 'lone-exclamation'],
    ['! ', 'lone-exclamation'],
    ['!/', 'lone-exclamation'],
    ['src\\build', 'escaped-letter'],
    ['[*]', 'odd-class'],
    ['[[:alpha:]]', 'odd-class'],
    ['a^b*', 'odd-class'],
  ])('reports %s as %s and lets it match nothing', (pattern, id) => {
    const rules = parseDockerignore(pattern);
    expect(ignoreProblems(rules).map((problem) => problem.id)).toEqual([id]);
    expect(decide(rules, 'src/a')).toEqual({ excluded: false, by: null });
  });

  it('has no problem with ordinary patterns', () => {
    expect(ignoreProblems(parseDockerignore('a\n!b\n*.[ch]\n**/x\\*'))).toEqual([]);
  });
});

describe('which ignore file applies', () => {
  it('is the one named after the Dockerfile before the one in the root of the context', () => {
    expect(ignoreFileCandidates('/work/docker/prod.Dockerfile', '/work/')).toEqual([
      '/work/docker/prod.Dockerfile.dockerignore',
      '/work/.dockerignore',
    ]);
  });
});
