import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unifiedDiff, type Versions } from '../../../core/src/unified-diff.ts';

const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'unstale-patch-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What git makes of the file with the patch. */
function applied(path: string, { before, after }: Versions): string | null {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  if (before !== null) writeFileSync(file, before);
  execFileSync('git', ['apply', '-'], { cwd: folder, input: unifiedDiff(path, { before, after }), stdio: 'pipe' });
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

describe('a patch', () => {
  it.each<[string, Versions]>([
    ['one line of many changed', { before: numbered(50), after: numbered(50).replace('line 25', 'another') }],
    [
      'changes far from each other',
      { before: numbered(60), after: numbered(60).replace('line 5\n', '').replace('line 50', 'x') },
    ],
    ['the first and the last line changed', { before: 'a\nb\nc\n', after: 'x\nb\ny\n' }],
    ['lines were inserted', { before: 'a\nb\n', after: 'a\nnew\nnewer\nb\n' }],
    ['lines moved', { before: 'a\nb\nc\nd\n', after: 'c\nd\na\nb\n' }],
    ['the last line has no end', { before: 'a\nb', after: 'a\nc' }],
    ['the end of the last line was added', { before: 'a\nb', after: 'a\nb\n' }],
    ['all was taken out', { before: 'a\n', after: '' }],
    ['something was put into an empty file', { before: '', after: 'a\n' }],
    ['the file is new', { before: null, after: 'a\nb\n' }],
    ['the file was deleted', { before: 'a\nb\n', after: null }],
    ['lines end as on Windows', { before: 'a\r\nb\r\n', after: 'a\r\nc\r\n' }],
  ])('is understood by git where %s', (_what, versions) => {
    expect(applied('app/src/server.js', versions)).toBe(versions.after);
  });

  it('names a file with blanks', () => {
    const versions = { before: 'a\n', after: 'b\n' };
    expect(applied('app/my file.js', versions)).toBe('b\n');
  });

  it('is empty where nothing changed', () => {
    expect(unifiedDiff('a', { before: 'same', after: 'same' })).toBe('');
  });

  it('of two large files with nothing in common is made in a moment, and right', () => {
    const versions = { before: numbered(5000), after: numbered(5000).replaceAll('line', 'row') };
    expect(applied('large.txt', versions)).toBe(versions.after);
  });
});
