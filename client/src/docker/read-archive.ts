import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { extract, type Extract, type Header } from 'tar-stream';
import { defineMessages } from '../../../core/src/text.ts';
import { EngineFailure } from './engine.ts';
import { printable } from './printable.ts';

/** The sentences about archives that cannot be used. */
export const archiveMessages = defineMessages({
  broken: 'The archive that the Docker Engine sent is broken: {error}',
  escapes: 'The archive that the Docker Engine sent names a path outside of itself: {name}',
  notAFile: '{name} is no regular file in the container, so it has no content to show',
  tooLarge: '{name} has {size} bytes; at most {limit} are read',
});

/** A path in an archive. Other kinds than `file`, and hard links to a file that was not wanted, have no `sha256`. */
export interface ArchiveEntry {
  /** With `/`, without a slash at either end; its first segment is the last one of the path that was asked for. */
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'link' | 'other';
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970, with a fraction where the archive has one. */
  readonly mtimeMs: number;
  /** The permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  /** What a symlink holds, or the name of the entry that a hard link is the same file as. */
  readonly linkName: string | null;
  /** Lower-case hex. */
  readonly sha256: string | null;
}

/** The wanted entries in the archive's order; `isComplete` is false when the archive holds more than was read. */
export interface ArchiveListing {
  readonly entries: readonly ArchiveEntry[];
  readonly isComplete: boolean;
}

/** One header and its content, as tar-stream gives them. */
type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

/** An archive of this many paths takes the engine several seconds, so more of them are hardly asked for on purpose. */
const MOST_ENTRIES = 50_000;
/** An archive ends with two blocks of zeros: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
const END_MARK = 1024;
const CUT_OFF = 'it was cut off';

/**
 * Returns those entries of a tar stream whose name is wanted, files with their hash; contents are hashed as they pass and
 * never kept. Reading stops after `maxEntries` entries, wanted or not, and before one that is larger than `largestBytes`. The stream is destroyed at the end. Throws the
 * stream's own `EngineFailure`, or one of reason `broken-answer` for an archive that is cut, garbled, or names a path
 * that leaves it.
 */
export async function readArchive(
  stream: Readable,
  wanted: (name: string) => boolean,
  options: { readonly maxEntries?: number; readonly largestBytes?: number } = {},
): Promise<ArchiveListing> {
  const limit = options.maxEntries ?? MOST_ENTRIES;
  const entries: ArchiveEntry[] = [];
  const hashes = new Map<string, string>();
  let count = 0;
  for await (const entry of entriesOf(stream)) {
    count += 1;
    const isTooLarge = (entry.header.size ?? 0) > (options.largestBytes ?? Infinity);
    if (count > limit || isTooLarge) return { entries, isComplete: false };
    const name = nameOf(entry.header);
    if (!wanted(name)) {
      entry.resume();
      continue;
    }
    const seen = describe(name, entry.header);
    const sha256 = await hashOf(seen, entry, stream, hashes);
    if (sha256 !== null) hashes.set(name, sha256);
    entries.push({ ...seen, sha256 });
  }
  return { entries, isComplete: true };
}

/**
 * Returns the content of the one regular file that a tar stream holds. Throws `EngineFailure`: `unsupported` when it is
 * larger than `limitBytes` or no regular file, else as `readArchive`.
 */
export async function readFileBytes(stream: Readable, limitBytes: number): Promise<Buffer> {
  for await (const entry of entriesOf(stream)) {
    const { type, size, name } = describe(nameOf(entry.header), entry.header);
    const shown = { name: printable(name) };
    if (type !== 'file') throw new EngineFailure('unsupported', archiveMessages('notAFile', shown));
    if (size > limitBytes) {
      throw new EngineFailure('unsupported', archiveMessages('tooLarge', { ...shown, size, limit: limitBytes }));
    }
    const chunks: Buffer[] = [];
    for await (const chunk of contentOf(entry, stream)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  throw broken('it is empty');
}

/** A regular file of an archive with its content. */
export interface FileContent extends Pick<ArchiveEntry, 'name' | 'mtimeMs'> {
  readonly content: Buffer;
}

/**
 * Returns the regular files of a tar stream; beyond the limits their contents are left out, and at last the files. Throws as
 * `readArchive`.
 */
export async function readFiles(
  stream: Readable,
  { maxFiles, maxBytes }: { readonly maxFiles: number; readonly maxBytes: number },
): Promise<readonly FileContent[]> {
  const files: FileContent[] = [];
  let rest = maxBytes;
  for await (const entry of entriesOf(stream)) {
    const { type, size, name, mtimeMs } = describe(nameOf(entry.header), entry.header);
    const chunks: Buffer[] = [];
    if (type !== 'file' || size > rest) entry.resume();
    else for await (const chunk of contentOf(entry, stream)) chunks.push(chunk);
    if (type !== 'file') continue;
    const content = Buffer.concat(chunks);
    rest -= content.length;
    files.push({ name, mtimeMs, content });
    if (files.length >= maxFiles) break;
  }
  return files;
}

/**
 * Shows the content of each wanted regular file of a tar stream, one at a time; none is kept. `isComplete` is false when a limit ended the
 * search or left a file out. Throws as `readArchive`.
 */
export async function searchFiles(
  stream: Readable,
  wanted: (name: string) => boolean,
  limits: { readonly maxEntries: number; readonly maxBytes: number; readonly largestFile: number },
  show: (name: string, content: Buffer) => void,
): Promise<{ readonly isComplete: boolean }> {
  let isComplete = true;
  let count = 0;
  let bytes = 0;
  for await (const entry of entriesOf(stream)) {
    const { type, size, name } = describe(nameOf(entry.header), entry.header);
    count += 1;
    bytes += size;
    if (count > limits.maxEntries || bytes > limits.maxBytes) return { isComplete: false };
    const isWanted = type === 'file' && wanted(name);
    if (!isWanted || size > limits.largestFile) {
      isComplete &&= !isWanted;
      entry.resume();
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of contentOf(entry, stream)) chunks.push(chunk);
    show(name, Buffer.concat(chunks));
  }
  return { isComplete };
}

/**
 * Returns the first answer that `use` finds in an entry of a tar stream, whose content passes by and is not kept; null where there is none
 * before a limit. Throws as `readArchive`.
 */
export async function firstInFiles<T>(
  stream: Readable,
  limits: { readonly mostEntries: number; readonly mostBytes: number },
  use: (entry: Pick<ArchiveEntry, 'name' | 'type' | 'linkName'>, content: AsyncIterable<Buffer>) => Promise<T | null>,
): Promise<T | null> {
  let count = 0;
  let bytes = 0;
  for await (const entry of entriesOf(stream)) {
    const seen = describe(nameOf(entry.header), entry.header);
    count += 1;
    bytes += seen.size;
    if (count > limits.mostEntries || bytes > limits.mostBytes) return null;
    const found = await use(seen, contentOf(entry, stream));
    if (found !== null) return found;
    entry.resume();
  }
  return null;
}

async function* entriesOf(stream: Readable): AsyncGenerator<Entry, void> {
  const unpack = extract();
  let zeros = 0;
  stream.on('data', (chunk: Buffer) => (zeros = countZeros(chunk, zeros)));
  stream.on('error', (error) => unpack.destroy(error));
  stream.on('close', () => stream.readableEnded || unpack.destroy(new Error(CUT_OFF)));
  try {
    if (stream.destroyed) throw stream.errored ?? new Error(CUT_OFF);
    stream.pipe(unpack);
    yield* unpack;
    // An engine that fails halfway ends the answer as if nothing had happened; only the end mark is then missing.
    if (zeros < END_MARK) throw new Error('it has no end mark');
  } catch (error) {
    throw error instanceof EngineFailure ? error : broken(error instanceof Error ? error.message : String(error));
  } finally {
    stream.destroy();
  }
}

/** An entry that is cut off fails with words of tar-stream's own, so the stream is asked what happened. */
async function* contentOf(entry: Entry, stream: Readable): AsyncGenerator<Buffer, void> {
  try {
    yield* entry as AsyncIterable<Buffer>;
  } catch {
    throw stream.errored instanceof EngineFailure ? stream.errored : broken(CUT_OFF);
  }
}

/** Returns how many zeros the stream ends with after this chunk; more than the end mark has are not counted. */
function countZeros(chunk: Buffer, before: number): number {
  const from = Math.max(0, chunk.length - END_MARK);
  let index = chunk.length;
  while (index > from && chunk[index - 1] === 0) index -= 1;
  const zeros = chunk.length - index;
  return index === 0 ? Math.min(before + zeros, END_MARK) : zeros;
}

const broken = (error: string): EngineFailure =>
  new EngineFailure('broken-answer', archiveMessages('broken', { error: printable(error) }));

function nameOf(header: Header): string {
  // The archive of `/` has absolute names, and the archive of a folder's `/.` has names that begin with a dot.
  const name = header.name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  if (name.includes('\0') || name.split('/').includes('..')) {
    throw new EngineFailure('broken-answer', archiveMessages('escapes', { name: printable(header.name) }));
  }
  return name;
}

function describe(name: string, header: Header): Omit<ArchiveEntry, 'sha256'> {
  return {
    name,
    type: typeOf(header),
    size: header.size,
    mtimeMs: modifiedMs(header),
    // Engines before 23 send the type of the file in the upper bits as well.
    mode: header.mode & 0o7777,
    linkName: header.linkname || null,
  };
}

function typeOf({ type }: Header): ArchiveEntry['type'] {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
    case 'symlink':
    case 'link':
      return type;
    default:
      return 'other';
  }
}

/** A header's own time has whole seconds; a PAX record may have the fraction, which tar-stream leaves to its reader. */
function modifiedMs({ mtime, pax }: Header): number {
  const seconds = Number((pax as { readonly mtime?: string } | null | undefined)?.mtime);
  return Number.isFinite(seconds) ? seconds * 1000 : mtime.getTime() || 0;
}

async function hashOf(
  { type, linkName }: Omit<ArchiveEntry, 'sha256'>,
  entry: Entry,
  stream: Readable,
  hashes: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (type !== 'file') {
    entry.resume();
    return type === 'link' ? (hashes.get(linkName ?? '') ?? null) : null;
  }
  const hash = createHash('sha256');
  for await (const chunk of contentOf(entry, stream)) hash.update(chunk);
  return hash.digest('hex');
}
