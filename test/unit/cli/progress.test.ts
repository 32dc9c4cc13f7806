import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../../core/src/text.ts';
import { startProgress } from '../../../cli/src/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Returns a stream and what was written to it. */
function stream(isTerminal: boolean) {
  const written: string[] = [];
  return { written, output: { isTerminal, columns: 20, write: (piece: string) => void written.push(piece) } };
}

test('short work shows nothing', () => {
  const { written, output } = stream(true);
  const progress = startProgress(output);
  progress.report(text('Looking'));
  vi.advanceTimersByTime(999);
  progress.end();
  vi.advanceTimersByTime(5000);
  expect(written).toEqual([]);
});

test('longer work shows its latest step on one line, and takes it away at the end', () => {
  const { written, output } = stream(true);
  const progress = startProgress(output);
  progress.report(text('Looking'));
  vi.advanceTimersByTime(1000);
  progress.report(text('Asking {name}', { name: 'a-container-of-a-long-name\u001b[2J' }));
  progress.end();
  expect(written).toEqual(['\r\u001b[KLooking', '\r\u001b[KAsking a-container-', '\r\u001b[K']);
});

test('what is no terminal never gets progress', () => {
  const { written, output } = stream(false);
  const progress = startProgress(output);
  progress.report(text('Looking'));
  vi.advanceTimersByTime(5000);
  progress.end();
  expect(written).toEqual([]);
});
