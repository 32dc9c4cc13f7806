import { forTerminal } from '../../core/src/escape.ts';
import { defineMessages, plain, type Text } from '../../core/src/text.ts';
import type { Io } from './io.ts';

export const messages = defineMessages({
  line: 'unstale: {sentence}',
  unexpected: 'Unstale itself failed: {error} (UNSTALE_DEBUG=1 shows where)',
});

/** Ends a subcommand with one sentence for the user and an exit status. */
export class Problem extends Error {
  constructor(
    readonly text: Text,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(plain(text), options);
    this.name = 'Problem';
  }
}

/** Returns the one sentence for a failure that nobody expected. */
export const unexpected = (error: unknown): Text =>
  messages('unexpected', { error: error instanceof Error ? error.message : String(error) });

/** Writes one sentence to the error stream, and the stack under it when `UNSTALE_DEBUG` is `1`; never otherwise. */
export function complain(io: Io, text: Text, error?: unknown): void {
  io.stderr.write(`${forTerminal(plain(messages('line', { sentence: plain(text) })))}\n`);
  if (io.environment.UNSTALE_DEBUG !== '1') return;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    io.stderr.write(`${cause.stack ?? cause.message}\n`);
}
