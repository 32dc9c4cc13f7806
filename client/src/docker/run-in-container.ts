import { setTimeout as sleep } from 'node:timers/promises';
import { createdId, object } from './answers.ts';
import type { ExecResult } from './engine.ts';
import { BrokenAnswer } from './engine-failures.ts';
import { readExecOutput } from './exec-output.ts';
import { segment } from './paths.ts';
import { jsonAs, type Requests } from './requests.ts';

/** The engine may still call a program running for a moment after its output has ended; waits between questions, in ms. */
const PATIENCE = [0, 10, 50, 200, 500];

/**
 * Runs a program in a running container, waits for its end, and returns its exit code and at most `limit` bytes of each
 * of its outputs. An aborted wait does not end the program: the API has no way to. A program that is not there gives exit
 * code 126 or 127 (seen on Engine 20.10 and 28.5), with the engine's words on stdout; a container that does not run, `conflict`.
 */
export async function runInContainer(
  requests: Requests,
  container: string,
  command: readonly string[],
  limit: number,
  asker: AbortSignal,
): Promise<ExecResult> {
  const body = { AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command };
  const create = { method: 'POST', path: `/containers/${segment(container)}/exec`, body } as const;
  const exec = `/exec/${segment(await requests.perform(create, asker, jsonAs(createdId)))}`;

  // Without `Upgrade` the output is an ordinary body that ends with the connection, and an error is an ordinary answer.
  const start = { method: 'POST', path: `${exec}/start`, body: { Detach: false, Tty: false } } as const;
  const output = await requests.perform(start, asker, (answer) => readExecOutput(answer, limit));

  const exitCode = await readExitCode(requests, exec, asker);
  return { exitCode, stdout: output.stdout, stderr: output.stderr.toString('utf8') };
}

async function readExitCode(requests: Requests, exec: string, asker: AbortSignal): Promise<number> {
  const inspect = { method: 'GET', path: `${exec}/json` } as const;
  for (const pause of PATIENCE) {
    // An abort ends the pause early; the next request then reports it.
    await sleep(pause, undefined, { signal: asker }).catch(() => undefined);
    const exitCode = await requests.perform(inspect, asker, jsonAs(exitCodeOf));
    if (exitCode !== undefined) return exitCode;
  }
  return requests.perform(inspect, asker, jsonAs(finalExitCodeOf));
}

function exitCodeOf(answer: unknown): number | undefined {
  const { Running, ExitCode } = object(answer);
  return Running === false && typeof ExitCode === 'number' ? ExitCode : undefined;
}

/** The output has ended although the program goes on: the connection was cut, and what was read is not all. */
function finalExitCodeOf(answer: unknown): number {
  const exitCode = exitCodeOf(answer);
  if (exitCode === undefined) throw new BrokenAnswer('the output ended before the program did');
  return exitCode;
}
