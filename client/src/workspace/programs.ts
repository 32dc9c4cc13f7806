import { execFile } from 'node:child_process';
import { defineMessages, type Text } from '../../../core/src/text.ts';

export const messages = defineMessages({
  notInstalled: '{program} is not installed, or not on the PATH',
  tooLong: '{program} did not end within {seconds} s',
  cancelled: '{program} was stopped, because the question was cancelled',
  tooMuch: '{program} wrote more than {megabytes} MB',
});

/** How a program is run. Arguments go to it as they are, through no shell. */
export interface ProgramOptions {
  /** The folder it runs in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** 10 s when it is left out. */
  readonly timeoutMs?: number;
  /** Output stands for bytes, one character (U+0000 to U+00FF) for each; it is UTF-8 when this is left out. */
  readonly isBinary?: boolean;
  /** What it reads from its standard input; nothing when it is left out. */
  readonly input?: string;
}

/** How a program ended; `status` is its exit status. Output may hold secrets: it is read, never shown. */
export interface ProgramEnd {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Programs of this machine that know what no engine and no file says: git, the docker CLI's plugins, kubectl. Only questions are asked. */
export interface Programs {
  /** Runs a program to its end; `problem` says why there is no end to look at. Never rejects. */
  run(
    program: string,
    words: readonly string[],
    options: ProgramOptions,
  ): Promise<ProgramEnd | { readonly problem: Text }>;
}

const usualTimeoutMs = 10_000;

/** In bytes. A log of a build is larger than anything else that is asked for. */
const outputLimit = 32 * 1024 * 1024;

/** The programs of this machine. They are not run in a workspace that is not trusted. */
export const nodePrograms: Programs = {
  run: (program, words, { folder, environment, signal, timeoutMs = usualTimeoutMs, isBinary = false, input = '' }) =>
    new Promise((resolve) => {
      const options = {
        cwd: folder,
        env: environment,
        signal,
        timeout: timeoutMs,
        maxBuffer: outputLimit,
        windowsHide: true,
        encoding: isBinary ? 'latin1' : 'utf8',
      } as const;
      const child = execFile(program, words, options, (error, stdout, stderr) => {
        const problem = error && problemOf(program, error, timeoutMs, signal);
        if (problem) return resolve({ problem });
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
      // A program that asks for more gets no answer instead of waiting for one, and one that reads nothing may have closed its end.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    }),
};

type ProgramError = Error & { readonly code?: unknown; readonly killed?: boolean };

/** Why a program came to no end of its own; null for one that ended with a status. */
function problemOf(
  program: string,
  error: ProgramError,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Text | null {
  if (typeof error.code === 'number') return null;
  if (signal?.aborted) return messages('cancelled', { program });
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return messages('tooMuch', { program, megabytes: outputLimit / 1024 / 1024 });
  if (error.code === 'ENOENT' || error.code === 'EACCES') return messages('notInstalled', { program });
  return messages('tooLong', { program, seconds: timeoutMs / 1000 });
}
