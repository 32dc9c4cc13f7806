import { readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Io, KindOfPath, Output } from './io.ts';

/** Returns the `Io` of this process. */
export const processIo = (signal: AbortSignal): Io => ({
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  environment: process.env,
  workingFolder: process.cwd(),
  homeFolder: homedir(),
  platform: process.platform,
  signal,
  kindOf,
  readText: (path) => readFile(path, 'utf8'),
  writeText: (path, content) => writeFile(path, content, { mode: 0o600 }),
});

/**
 * A reader that goes away early (`unstale why | head -1`) is no failure: what is written after that goes nowhere, and the
 * exit status stays the answer's.
 */
function outputOf(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    isTerminal: stream.isTTY,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
    write: (printed) => {
      if (stream.writable) stream.write(printed);
    },
  };
}

async function kindOf(path: string): Promise<KindOfPath> {
  try {
    const found = await stat(path);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'other';
  } catch {
    return null;
  }
}
