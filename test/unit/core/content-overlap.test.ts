import { describe, expect, test } from 'vitest';
import { freshnessOf, overlapOf } from '../../../core/src/content-overlap.ts';

const source = `import { x } from './x';
// A comment that no bundle keeps
const price = 2;
show(price, "prices of today");
log('a word for the log');
`;

const told = (made: string, isVerbatim = false) => freshnessOf(overlapOf(source, made), isVerbatim);

describe('what was made of a source says of it', () => {
  test('that it is in there as it is', () => {
    expect(told(`header\n${source}footer`)).toBe('fresh');
    expect(told('const price = 2;\nshow(price, "prices of today");\nlog(\'a word for the log\');')).toBe('fresh');
  });
  test('that an earlier state is in there, where lines are kept', () => {
    const made = 'const price = 1;\nshow(price, "prices of today");\nlog(\'a word for the log\');';
    expect(told(made)).toBe('stale');
    expect(overlapOf(source, made).missingLine).toBe(3);
  });
  test('that an earlier state is probably in there, where only quoted texts are kept', () => {
    const made = '\0\u0001prices of today\0a word for nobody\0';
    expect(told(made)).toBe('probably-stale');
    expect(overlapOf(source, made).missingLine).toBe(5);
  });
  test('nothing, where all quoted texts are there or none is', () => {
    expect(told('\0prices of today\0a word for the log\0')).toBe('unknown');
    expect(told('\0\u0001\u0002')).toBe('unknown');
    expect(freshnessOf(overlapOf('', 'anything'), false)).toBe('unknown');
  });
  test('that it is old, where its bytes are passed on and are not there', () => {
    expect(told('placeholder', true)).toBe('stale');
    expect(told(source, true)).toBe('fresh');
  });
});
