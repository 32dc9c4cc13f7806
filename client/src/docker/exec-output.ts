import type { Readable } from 'node:stream';
import { BrokenAnswer } from './engine-failures.ts';

/** What a program wrote; each stream cut after `limit` bytes. */
export interface ExecOutput {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** A frame's first byte; 0 is stdin, which an engine echoes to nobody. */
const STDOUT = 1;
const STDERR = 2;
const HEADER = 8;

/**
 * Returns a program's output from the engine's stream, in which stdout and stderr take turns: frames of a header of eight
 * bytes (stream, three zeros, length in big endian) and that many bytes. At most `limit` bytes of each are kept, the rest
 * is read and dropped. Throws `BrokenAnswer` when the stream is framed otherwise or ends inside a frame.
 * Format: https://docs.docker.com/reference/api/engine/version/v1.51/#tag/Container/operation/ContainerAttach
 */
export async function readExecOutput(body: Readable, limit: number): Promise<ExecOutput> {
  const kept = { [STDOUT]: new Kept(limit), [STDERR]: new Kept(limit) };
  let header: Buffer = Buffer.alloc(0);
  let target: Kept | undefined;
  let missing = 0;

  for await (const chunk of body as AsyncIterable<Buffer>) {
    let rest = chunk;
    while (rest.length > 0) {
      if (missing > 0) {
        const part = rest.subarray(0, missing);
        target?.add(part);
        missing -= part.length;
        rest = rest.subarray(part.length);
        continue;
      }
      const part = rest.subarray(0, HEADER - header.length);
      header = Buffer.concat([header, part]);
      rest = rest.subarray(part.length);
      if (header.length < HEADER) continue;
      target = targetOf(header, kept);
      missing = header.readUInt32BE(4);
      header = Buffer.alloc(0);
    }
  }
  if (missing > 0 || header.length > 0) throw new BrokenAnswer('the output ends inside a frame');
  return { stdout: kept[STDOUT].bytes(), stderr: kept[STDERR].bytes() };
}

function targetOf(header: Buffer, kept: Readonly<Record<number, Kept>>): Kept | undefined {
  const [stream = 0, ...zeros] = header.subarray(0, 4);
  if (stream > STDERR || zeros.some((byte) => byte !== 0)) throw new BrokenAnswer('the output is not framed');
  return kept[stream];
}

class Kept {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  add(chunk: Buffer): void {
    const part = chunk.subarray(0, this.limit - this.size);
    if (part.length === 0) return;
    this.chunks.push(part);
    this.size += part.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
