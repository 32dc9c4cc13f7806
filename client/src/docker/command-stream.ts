import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';
import { printable } from './printable.ts';

/** How much of a program's stderr is kept to explain its failure. */
const KEPT_STDERR = 4096;

/** A program that should have connected us to an engine ended without doing so; `message` is the last line of its stderr. */
export class CommandFailure extends Error {
  constructor(
    readonly program: string,
    lastWords: string,
  ) {
    super(lastWords);
    this.name = 'CommandFailure';
  }
}

/**
 * Returns the stdin and stdout of a program as one stream, which HTTP can be spoken over. It fails with `CommandFailure`
 * when the program cannot be started or ends with an error. Destroying the stream ends the program.
 */
export function openCommandStream(program: string, commandArguments: readonly string[]): Duplex {
  // In a session of its own, as the docker CLI does it, the program cannot ask for a password on the user's terminal.
  const child = spawn(program, commandArguments, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  return new CommandStream(program, child);
}

class CommandStream extends Duplex {
  private lastWords = '';

  constructor(
    private readonly program: string,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {
    super();
    child.stdout.on('data', (chunk: Buffer) => this.push(chunk) || child.stdout.pause());
    child.stderr.on('data', (chunk: Buffer) => {
      this.lastWords = (this.lastWords + chunk.toString('utf8')).slice(-KEPT_STDERR);
    });
    child.on('error', (error) => this.destroy(new CommandFailure(program, printable(error.message))));
    child.on('close', (code, signal) => this.whenEnded(code, signal));
    // A program that ends early breaks the pipe; what it said on stderr explains more than EPIPE would.
    child.stdin.on('error', () => undefined);
  }

  private whenEnded(code: number | null, signal: string | null): void {
    if (code === 0) {
      this.push(null);
      return;
    }
    const lastLine = this.lastWords.trim().split('\n').at(-1) ?? '';
    this.destroy(new CommandFailure(this.program, printable(lastLine) || `exit status ${code ?? signal ?? '?'}`));
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // A broken pipe is no error of the write: the program's end follows, and tells why.
    this.child.stdin.write(chunk, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.child.stdin.destroy();
    this.child.stdout.destroy();
    this.child.kill();
    done(error);
  }

  // `http.Agent` calls these on every connection that it keeps. A pipe has no such options; a kept one must not hold the
  // process, hence `unref`.
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.child.ref();
    for (const pipe of this.pipes()) pipe.ref?.();
    return this;
  }

  unref(): this {
    this.child.unref();
    for (const pipe of this.pipes()) pipe.unref?.();
    return this;
  }

  /** Node's pipes to a child are sockets, which its types do not tell. */
  private pipes(): { ref?(): void; unref?(): void }[] {
    return [this.child.stdin, this.child.stdout, this.child.stderr] as { ref?(): void; unref?(): void }[];
  }
}
