import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { processIo } from '../../../cli/src/process-io.ts';
import { run } from '../../../cli/src/program.ts';
import { readRecording, startEngineStub, type EngineStub } from '../../support/engine-stub.ts';

let stub: EngineStub;

// Loading the code for Docker is not what the time limits below are about.
beforeAll(() => import('../../../cli/src/docker-tools.ts'), 60_000);

beforeEach(async () => {
  stub = await startEngineStub(await readRecording('1.51'));
});

afterEach(() => stub.stop());

/** Asks about a whole container, with everything real but the engine behind the socket. */
async function why(words: readonly string[], signal = new AbortController().signal) {
  const printed = { out: '', err: '' };
  const status = await run(['why', '--host', stub.endpoint.host, ...words], {
    ...processIo(signal),
    environment: {},
    workingFolder: mkdtempSync(join(tmpdir(), 'unstale-why-engine-')),
    stdout: { isTerminal: false, write: (piece) => void (printed.out += piece) },
    stderr: { isTerminal: false, write: (piece) => void (printed.err += piece) },
  });
  return { status, ...printed };
}

test('an engine that does not answer is left after the time limit, in one sentence', async () => {
  stub.behave({ kind: 'hang' });
  const { status, out, err } = await why(['--timeout', '0.2', '--format', 'json']);
  expect({ status, out }).toEqual({ status: 3, out: '[]\n' });
  expect(err).toBe('unstale: Docker did not answer everything within 0.2 s; --timeout gives it longer\n');
});

test('an interruption ends the question to an engine that does not answer', async () => {
  stub.behave({ kind: 'hang' });
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(), 100);
  expect(await why([], interruption.signal)).toEqual({ status: 130, out: '', err: 'unstale: Interrupted\n' });
});

test('what is no Docker engine is named with its endpoint in one sentence', async () => {
  stub.behave({ kind: 'nonsense' });
  const { status, err } = await why([]);
  expect(status).toBe(3);
  expect(err).toContain(stub.endpoint.host);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('a container that is not there is an input error', async () => {
  const { status, err } = await why(['--container', 'no-such-container']);
  expect(status).toBe(2);
  expect(err).toContain('no-such-container');
});

test('no connection is left open', async () => {
  await why([]);
  expect(await stub.connections()).toBe(0);
});
