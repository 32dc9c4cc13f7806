import { expect, test } from 'vitest';
import { hasSizeAndTimeOf, hasTimeOfWriting } from '../../../client/src/diagnosis/content.ts';
import type { FileSeen } from '../../../client/src/diagnosis/evidence.ts';

const seen: FileSeen = { kind: 'file', path: '/app/a', size: 4, modifiedMs: 5_000, sha256: 'old' };

test('a file that was written twice in one second has the second in common, and not the time', () => {
  const written = { size: 4, modifiedMs: 5_871.25, changedMs: 5_871.25 };
  expect(hasTimeOfWriting(written)).toBe(true);
  expect(hasSizeAndTimeOf(seen, written)).toBe(false);
});

test('a time that was set back after the edit is not that of the writing', () => {
  const setBack = { size: 4, modifiedMs: 5_871.25, changedMs: 9_000.5 };
  expect(hasTimeOfWriting(setBack)).toBe(false);
  expect(hasSizeAndTimeOf(seen, setBack)).toBe(true);
});

test('a file system that keeps whole seconds may give two contents one time', () => {
  expect(hasTimeOfWriting({ modifiedMs: 5_000, changedMs: 5_000 })).toBe(false);
});

test('without the time of the last change nothing is known', () => {
  expect(hasTimeOfWriting({ modifiedMs: 5_871.25 })).toBe(false);
});
