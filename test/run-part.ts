import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartResult } from './part-result.ts';

/** A part of the tests: a program, what it may take, and where it leaves its result. */
export interface Part {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly minutes: number;
  /** A file with vitest's JSON, or with a `PartResult`; a part without one is a single test that passes by its exit status. */
  readonly result?: { readonly file: string; readonly form: 'vitest' | 'part-result' };
  readonly environment?: Readonly<Record<string, string>>;
}

/** How many lines of a failed part's log are shown; all of it stays in its file. */
const tailLines = 60;

/** Runs a part to its end or its time limit, its output kept as `NAME.log` in `logFolder`. Never throws: what goes wrong is a failure. */
export async function runPart(part: Part, logFolder: string, signal: AbortSignal): Promise<PartResult> {
  const logFile = join(logFolder, `${part.name}.log`);
  if (part.result) await rm(part.result.file, { force: true });
  const ending = await runToEnd(part, logFile, signal);
  const result = await readResult(part, ending);
  if (result.failed > 0) console.log(`${await tailOf(logFile)}\n(all of it: ${logFile})`);
  return result;
}

/** Resolves with null when the program ended with status 0, else with one sentence. */
function runToEnd(part: Part, logFile: string, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const [program, ...programArguments] = part.command;
    // As the leader of its own group it takes everything it started along.
    const child = spawn(program, programArguments, {
      env: { ...process.env, ...part.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const log = createWriteStream(logFile);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    let reason: string | null = null;
    const stop = (because: string) => {
      reason = because;
      endGroup(child);
    };
    const timer = setTimeout(() => stop(`did not end within ${part.minutes} minutes`), part.minutes * 60_000);
    const abort = () => stop('was interrupted');
    signal.addEventListener('abort', abort, { once: true });
    const finish = (ending: string | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      killGroup(child, 'SIGKILL');
      log.end(() => resolve(ending));
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code) => finish(reason ?? (code === 0 ? null : `ended with status ${code}`)));
  });
}

/** Asks the group to end, so that it can clean up after itself, and ends it by force ten seconds later. */
function endGroup(child: ChildProcess): void {
  killGroup(child, 'SIGTERM');
  setTimeout(() => killGroup(child, 'SIGKILL'), 10_000).unref();
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group, which is what was wanted.
  }
}

async function readResult(part: Part, ending: string | null): Promise<PartResult> {
  const failure = (note: string): PartResult => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    notes: [`${part.name}: ${note}`],
  });
  if (!part.result) return ending === null ? { passed: 1, failed: 0, skipped: 0, notes: [] } : failure(ending);
  try {
    const content: unknown = JSON.parse(await readFile(part.result.file, 'utf8'));
    const result =
      part.result.form === 'vitest' ? fromVitest(part.name, content as VitestJson) : (content as PartResult);
    if (ending === null || result.failed > 0) return result;
    return { ...result, failed: 1, notes: [...result.notes, `${part.name}: ${ending}`] };
  } catch {
    return failure(`left no result and ${ending ?? 'ended with status 0'}`);
  }
}

/** The fields of vitest's JSON report that count: https://vitest.dev/guide/reporters#json-reporter */
interface VitestJson {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function fromVitest(part: string, { testResults }: VitestJson): PartResult {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  // A file that could not be loaded has failed without any of its tests having done so.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return {
    passed,
    failed: failed.length + broken.length,
    skipped: tests.length - passed - failed.length,
    notes: [
      ...failed.map(({ fullName }) => `${part}: failed: ${fullName}`),
      ...broken.map(({ name, message }) => `${part}: ${name}: ${message.split('\n')[0]}`),
    ],
  };
}

async function tailOf(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.slice(-tailLines).join('\n');
}
