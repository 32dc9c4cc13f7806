import type { Readable } from 'node:stream';
import { BrokenAnswer } from './engine-failures.ts';

/** Inspecting a container or listing a thousand of them takes a few MB; a larger answer is no answer to our questions. */
const LARGEST_JSON = 64 * 1024 * 1024;
/** An error's message is a line or two. */
const LARGEST_ERROR = 16 * 1024;

/** Returns a JSON answer's value. Throws `BrokenAnswer` when it is too large, `SyntaxError` when it is no JSON, or the stream's error. */
export async function readJson(body: Readable): Promise<unknown> {
  const bytes = await readAtMost(body, LARGEST_JSON);
  if (bytes.length > LARGEST_JSON) throw new BrokenAnswer(`more than ${LARGEST_JSON} bytes`);
  return JSON.parse(bytes.toString('utf8')) as unknown;
}

/** Returns the values of an answer that has one on each line. Throws like `readJson`. */
export async function readJsonLines(body: Readable): Promise<readonly unknown[]> {
  const bytes = await readAtMost(body, LARGEST_JSON);
  if (bytes.length > LARGEST_JSON) throw new BrokenAnswer(`more than ${LARGEST_JSON} bytes`);
  const lines = bytes.toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown);
}

/** Returns what an engine says in an error answer: its `message`, or the beginning of a body that has none. */
export async function readErrorMessage(body: Readable): Promise<string> {
  const said = (await readAtMost(body, LARGEST_ERROR)).toString('utf8');
  try {
    const { message } = JSON.parse(said) as { message?: unknown };
    return typeof message === 'string' ? message : said;
  } catch {
    return said;
  }
}

/** Reads a body that says nothing to its end, so that its connection can carry the next request. */
export async function readNothing(body: Readable): Promise<void> {
  await readAtMost(body, LARGEST_ERROR);
}

/** Returns the bytes of a stream; one chunk after `limit` bytes were read it is destroyed, so more than `limit` means "cut". */
async function readAtMost(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks);
}
