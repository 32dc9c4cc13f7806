import { forTerminal } from '../../core/src/escape.ts';
import { plain, type Text } from '../../core/src/text.ts';
import type { Output } from './io.ts';

/** A line that says what is being waited for, and goes away. */
export interface Progress {
  report(text: Text): void;
  /** Takes the line away, and ends the progress. */
  end(): void;
}

/** Moves to the start of the line and clears it (ECMA-48, CR and EL). */
const clearLine = '\r\u001b[K';

/** Returns progress that is shown on a terminal once the work takes longer than `delayMs`, and never anywhere else. */
export function startProgress(output: Output, delayMs = 1000): Progress {
  if (!output.isTerminal) return { report: () => undefined, end: () => undefined };
  let latest: string | null = null;
  let isShown = false;
  const show = (): void => {
    if (isShown && latest !== null) output.write(`${clearLine}${latest.slice(0, (output.columns ?? 80) - 1)}`);
  };
  const timer = setTimeout(() => {
    isShown = true;
    show();
  }, delayMs);
  timer.unref();
  return {
    report: (text) => {
      latest = forTerminal(plain(text));
      show();
    },
    end: () => {
      clearTimeout(timer);
      if (isShown && latest !== null) output.write(clearLine);
      isShown = false;
    },
  };
}
