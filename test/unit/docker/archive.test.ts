import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { readArchive, readFileBytes, searchFiles } from '../../../client/src/docker/read-archive.ts';
import { plain, text } from '../../../core/src/text.ts';
import { EngineFailure } from '../../../client/src/docker/engine.ts';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const all = () => true;

interface Given {
  readonly name: string;
  readonly content?: string;
  readonly type?: 'file' | 'directory' | 'symlink' | 'link' | 'fifo';
  readonly linkname?: string;
  readonly mode?: number;
  readonly pax?: Record<string, string>;
}

/** Returns the bytes of an archive. */
async function archive(...entries: Given[]): Promise<Buffer> {
  const packed = pack();
  for (const { content = '', ...header } of entries) packed.entry({ mtime: new Date(1000), ...header }, content);
  packed.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of packed as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A stream in pieces that end at odd places, as a network's do. */
const streamOf = (bytes: Buffer, size = 700): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
  );

const failure = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(String, (thrown: unknown) => thrown);
  return error instanceof EngineFailure ? `${error.reason}: ${plain(error.text)}` : String(error);
};

describe('readArchive', () => {
  it('gives each wanted path with its hash, time, mode and link', async () => {
    const bytes = await archive(
      { name: 'app/', type: 'directory', mode: 0o755 },
      { name: 'app/a.js', content: 'a'.repeat(5000), mode: 0o100644 },
      { name: 'app/b.js', content: 'b' },
      { name: 'app/link', type: 'symlink', linkname: '../a.js' },
      { name: 'app/hard', type: 'link', linkname: 'app/a.js' },
      { name: 'app/empty' },
      { name: 'app/pipe', type: 'fifo' },
    );
    const { entries, isComplete } = await readArchive(streamOf(bytes), (name) => name !== 'app/b.js');
    expect(isComplete).toBe(true);
    const common = { mtimeMs: 1000, mode: 0o644, linkName: null, size: 0, sha256: null };
    expect(entries).toEqual([
      { ...common, name: 'app', type: 'directory', mode: 0o755 },
      { ...common, name: 'app/a.js', type: 'file', size: 5000, sha256: sha256('a'.repeat(5000)) },
      { ...common, name: 'app/link', type: 'symlink', linkName: '../a.js' },
      { ...common, name: 'app/hard', type: 'link', linkName: 'app/a.js', sha256: sha256('a'.repeat(5000)) },
      { ...common, name: 'app/empty', type: 'file', sha256: sha256('') },
      { ...common, name: 'app/pipe', type: 'other' },
    ]);
  });

  it('keeps the fraction of a second where the archive has one', async () => {
    const bytes = await archive({ name: 'a', pax: { mtime: '1763793600.25' } });
    expect((await readArchive(streamOf(bytes), all)).entries[0]?.mtimeMs).toBe(1763793600250);
  });

  it('takes names from the archive of / and of a folder’s /. as relative ones', async () => {
    const bytes = await archive({ name: '/', type: 'directory' }, { name: '/etc/a' }, { name: './b' });
    expect((await readArchive(streamOf(bytes), all)).entries.map(({ name }) => name)).toEqual(['', 'etc/a', 'b']);
  });

  it('stops after so many entries, and says so', async () => {
    const stream = streamOf(await archive({ name: 'a' }, { name: 'b' }, { name: 'c' }));
    const { entries, isComplete } = await readArchive(stream, all, { maxEntries: 2 });
    expect(entries.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(isComplete).toBe(false);
    expect(stream.destroyed).toBe(true);
  });

  it.each(['../outside', 'app/../../outside', '/..'])('refuses the path %s, which leaves the archive', async (name) => {
    expect(await failure(readArchive(streamOf(await archive({ name })), all))).toBe(
      `broken-answer: The archive that the Docker Engine sent names a path outside of itself: ${name}`,
    );
  });

  it.each([
    ['inside a header', 300],
    ['inside a file', 1000],
    ['between two files', 1536],
    ['before its end mark', 3072],
    ['inside its end mark', 3584],
  ])('does not take an archive that ends %s for a whole one', async (_where, length) => {
    const bytes = await archive({ name: 'a', content: 'a'.repeat(800) }, { name: 'b', content: 'b'.repeat(800) });
    expect(bytes).toHaveLength(4096);
    expect(await failure(readArchive(streamOf(bytes.subarray(0, length)), all))).toContain('broken-answer: ');
  });

  it('does not take what is no archive for an empty one', async () => {
    expect(await failure(readArchive(Readable.from([Buffer.from('<html>'.repeat(200))]), all))).toContain(
      'broken-answer: ',
    );
    expect(await failure(readArchive(Readable.from([]), all))).toContain('broken-answer: ');
  });

  it('fails as its stream fails, also when that was before', async () => {
    const stream = new PassThrough();
    const reading = failure(readArchive(stream, all));
    stream.write((await archive({ name: 'a', content: 'a'.repeat(800) })).subarray(0, 700));
    stream.destroy(new EngineFailure('timed-out', text('too late')));
    expect(await reading).toBe('timed-out: too late');
    expect(await failure(readArchive(stream, all))).toBe('timed-out: too late');
  });
});

describe('readFileBytes', () => {
  it('gives the content of the one file', async () => {
    expect(await readFileBytes(streamOf(await archive({ name: 'a', content: 'héllo' })), 100)).toEqual(
      Buffer.from('héllo'),
    );
    expect(await readFileBytes(streamOf(await archive({ name: 'a' })), 0)).toEqual(Buffer.alloc(0));
  });

  it('refuses a larger file before reading it', async () => {
    const stream = streamOf(await archive({ name: 'a', content: 'a'.repeat(2000) }));
    expect(await failure(readFileBytes(stream, 1999))).toBe('unsupported: a has 2000 bytes; at most 1999 are read');
    expect(stream.destroyed).toBe(true);
  });

  it('refuses what is no file', async () => {
    expect(await failure(readFileBytes(streamOf(await archive({ name: 'a', type: 'directory' })), 1))).toBe(
      'unsupported: a is no regular file in the container, so it has no content to show',
    );
  });

  it('does not give half a file', async () => {
    const bytes = await archive({ name: 'a', content: 'a'.repeat(2000) });
    expect(await failure(readFileBytes(streamOf(bytes.subarray(0, 1500)), 5000))).toContain('broken-answer: ');
  });
});

describe('searchFiles', () => {
  const limits = { maxEntries: 10, maxBytes: 10_000, largestFile: 1000 };
  const search = async (given: readonly Given[], wanted: (name: string) => boolean = all) => {
    const shown: string[] = [];
    const { isComplete } = await searchFiles(streamOf(await archive(...given)), wanted, limits, (name, content) =>
      shown.push(`${name}=${content.toString()}`),
    );
    return { shown, isComplete };
  };

  it('shows the wanted files, and says when a limit left one out', async () => {
    const small = { name: 'dist/a.js', content: 'a' };
    const large = { name: 'dist/b.js', content: 'b'.repeat(2000) };
    expect(await search([{ name: 'dist/', type: 'directory' }, small])).toEqual({
      shown: ['dist/a.js=a'],
      isComplete: true,
    });
    expect(await search([large, small])).toEqual({ shown: ['dist/a.js=a'], isComplete: false });
    expect(await search([large, small], (name) => name.endsWith('a.js'))).toMatchObject({ isComplete: true });
    expect(await search(Array.from({ length: 11 }, () => small))).toMatchObject({ isComplete: false });
  });
});
