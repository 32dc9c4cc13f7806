import { describe, expect, it } from 'vitest';
import { modifiedAt } from '../../../client/src/docker/answers.ts';
import { BrokenAnswer } from '../../../client/src/docker/engine-failures.ts';

const head = (stat: object): string => Buffer.from(JSON.stringify(stat)).toString('base64');

describe('the time in the head of an archive', () => {
  it('keeps its fraction below milliseconds', () => {
    const at = modifiedAt(head({ name: 'PG_VERSION', mtime: '2026-03-04T05:06:07.123456789+01:00' }));
    expect(at).toBeCloseTo(Date.UTC(2026, 2, 4, 4, 6, 7) + 123.456789, 3);
  });

  it('may be of a whole second', () => {
    expect(modifiedAt(head({ mtime: '2026-03-04T05:06:07Z' }))).toBe(Date.UTC(2026, 2, 4, 5, 6, 7));
  });

  it.each([head({ name: 'x' }), head({ mtime: 'soon' })])('is broken in %s', (told) => {
    expect(() => modifiedAt(told)).toThrow(BrokenAnswer);
  });

  it('is broken where the head is missing', () => {
    expect(() => modifiedAt(undefined)).toThrow(SyntaxError);
  });
});
