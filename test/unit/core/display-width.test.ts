import { expect, test } from 'vitest';
import { displayWidth, padToWidth } from '../../../core/src/display-width.ts';

test.each([
  ['abc', 3],
  ['日本語', 6],
  ['한글', 4],
  ['ひらカタ', 8],
  ['ｱｲｳ', 3],
  ['ＡＢ', 4],
  ['größe', 5],
  ['e\u0301', 1],
  ['👩‍💻', 2],
  ['✓ ✗ – …', 7],
  ['', 0],
])('%j takes %d columns', (shown, columns) => {
  expect(displayWidth(shown)).toBe(columns);
});

test('padding counts columns, not characters, and never cuts', () => {
  expect(padToWidth('日本', 6)).toBe('日本  ');
  expect(padToWidth('abcdef', 3)).toBe('abcdef');
});
