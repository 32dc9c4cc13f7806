import { execFile } from 'node:child_process';

/** A command must end within this time; the slowest one, a first build on a busy machine, needs a few seconds. */
const TIME_LIMIT_MS = 90_000;

/** Where and how commands are run: the folder, and the environment that leads them to the engine. */
export interface CommandPlace {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Runs a program without a shell and returns its standard output, with the last line break cut off.
 * Fails with the whole command and what it wrote to standard error, so that a scenario's failure explains itself.
 */
export function run(place: CommandPlace, program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: place.folder, env: place.environment, timeout: TIME_LIMIT_MS, maxBuffer: 32 << 20 };
    const child = execFile(program, words, options, (error, output, errors) => {
      if (error === null) return resolve(output.replace(/\n$/, ''));
      const ending = error.killed
        ? `did not end within ${TIME_LIMIT_MS / 1000} s`
        : `ended with ${error.code ?? 'an error'}`;
      reject(new Error(`${[program, ...words].join(' ')} ${ending}: ${errors.trim().slice(-2000)}`, { cause: error }));
    });
    child.stdin?.end();
  });
}

/** What a program did: its exit status and both outputs. */
export interface Ended {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program whose exit status is part of the answer; fails only where it could not be run or did not end. */
export function runToItsEnd(place: CommandPlace, program: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { cwd: place.folder, env: place.environment, timeout: TIME_LIMIT_MS, maxBuffer: 32 << 20 };
    const child = execFile(program, words, options, (error, output, errors) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, output, errors });
      else reject(new Error(`${program} could not be run to its end`, { cause: error }));
    });
    child.stdin?.end();
  });
}
