import { forTerminal } from '../../core/src/escape.ts';
import { plain } from '../../core/src/text.ts';
import { exitStatus } from './io.ts';
import { processIo } from './process-io.ts';
import { unexpected } from './problem.ts';
import { run } from './program.ts';

/**
 * Runs the program, and ends the process with its status. The first interruption lets the program clean up in the engine, the
 * second ends it at once. What is still open when the answer is printed (idle connections, an ssh child) must not keep the
 * terminal waiting, hence the exit.
 */
async function main(): Promise<void> {
  const interruption = new AbortController();
  process.on('SIGINT', () => {
    if (interruption.signal.aborted) process.exit(exitStatus.interrupted);
    interruption.abort();
  });
  const status = await run(process.argv.slice(2), processIo(interruption.signal));
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(status);
}

/** Resolves when everything was handed to the reader, or when there is no reader any more. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (!stream.writable) resolve();
    else stream.write('', () => resolve());
  });

/** Reached only where even the start fails, for example in a working folder that was removed. */
function giveUp(error: unknown): never {
  process.stderr.write(`${forTerminal(plain(unexpected(error)))}\n`);
  process.exit(exitStatus.couldNotTell);
}

main().catch(giveUp);
