import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Extract } from 'tar-stream';
import { defineMessages } from '../../../core/src/text.ts';
import { EngineFailure } from './engine.ts';
import { printable } from './printable.ts';
import { readArchive } from './read-archive.ts';

export const messages = defineMessages({
  broken: 'The image that the Docker Engine saved cannot be read: {error}',
});

/** One layer of an image that has something at the path, the lowest first. */
export interface LayerWithPath {
  /** The instruction as the image's history has it; null where the history and the layers do not agree. It may hold secrets. */
  readonly createdBy: string | null;
  /** Counted from one, the lowest layer of the base image first. */
  readonly number: number;
  /** Lower-case hex; null where the layer deletes the path, or has no file there. */
  readonly sha256: string | null;
}

/** Manifests and configurations are smaller than this; a blob of JSON that is larger is no part of an image's description. */
const descriptionLimit = 4 * 1024 * 1024;

type FoundInLayer = Pick<LayerWithPath, 'sha256'>;

interface Saved {
  readonly descriptions: Map<string, unknown>;
  /** What a layer has at each of the paths, by the layer's name in the archive; `undefined` stands for nothing. */
  readonly layers: Map<string, readonly (FoundInLayer | undefined)[]>;
  readonly links: Map<string, string>;
}

/** Returns the layers of a saved image (`docker save`) that have the path, with the content of each. Throws `EngineFailure`. */
export async function readLayers(stream: Readable, path: string): Promise<readonly LayerWithPath[]> {
  return (await readLayersWith(stream, [path]))[0] ?? [];
}

/**
 * Returns for each path the layers of a saved image that have it. The stream is read once, layers are
 * unpacked as they pass, and nothing is kept of them. Engine 20.10 names layers `<id>/layer.tar`; from 25 on they are blobs of an OCI
 * layout, and gzip-compressed where containerd keeps the images. Throws `EngineFailure`.
 */
export async function readLayersWith(
  stream: Readable,
  paths: readonly string[],
): Promise<readonly (readonly LayerWithPath[])[]> {
  const names = paths.map((path) => path.replace(/^\/+/, ''));
  const saved: Saved = { descriptions: new Map(), layers: new Map(), links: new Map() };
  try {
    const unpack = extract();
    stream.on('error', (error) => unpack.destroy(error));
    stream.on('close', () => stream.readableEnded || unpack.destroy(new Error('it was cut off')));
    stream.pipe(unpack);
    for await (const entry of unpack) await readEntry(entry, names, saved);
    if (!saved.descriptions.has('manifest.json')) throw new Error('it has no manifest.json');
  } catch (error) {
    // A layer that is cut off fails with words of its reader's own, so the stream is asked first what happened.
    if (stream.errored instanceof EngineFailure) throw stream.errored;
    if (error instanceof EngineFailure) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new EngineFailure('broken-answer', messages('broken', { error: printable(said) }));
  } finally {
    stream.destroy();
  }
  return names.map((_, index) => layersOf(saved, index));
}

type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

async function readEntry(
  entry: Entry,
  paths: readonly string[],
  { descriptions, layers, links }: Saved,
): Promise<void> {
  const { name, type, linkname } = entry.header;
  if (type === 'symlink' && linkname) {
    // A layer that occurs twice is a link to its first occurrence, written from its own folder.
    links.set(name, linkname.replace(/^(\.\.\/)+/, ''));
    entry.resume();
    return;
  }
  const chunks = (entry as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = Readable.from(chained(first.value, chunks), { objectMode: false });
  if (first.value[0] === 0x7b || first.value[0] === 0x5b) {
    const json = await readDescription(whole);
    if (json !== undefined) descriptions.set(name, json);
    return;
  }
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const isTar = first.value.length > 262 && first.value.subarray(257, 262).toString('latin1') === 'ustar';
  if (!isGzip && !isTar) return drain(whole);
  layers.set(name, await findInLayer(isGzip ? unzipped(whole) : whole, paths));
  await drain(whole);
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function unzipped(stream: Readable): Readable {
  const unzip = createGunzip();
  stream.on('error', (error) => unzip.destroy(error));
  return stream.pipe(unzip);
}

/** What is not read of an entry would hold up the rest of the archive. */
async function drain(stream: Readable): Promise<void> {
  if (stream.destroyed || stream.readableEnded) return;
  for await (const chunk of stream) void chunk;
}

async function readDescription(stream: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= descriptionLimit) chunks.push(chunk);
  }
  if (size > descriptionLimit) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    // A file of a layer's own that begins like JSON is no description.
    return undefined;
  }
}

/**
 * A layer deletes a path or a folder above it by an empty file `.wh.<name>` beside it, and all that was in a folder by `.wh..wh..opq` in it,
 * see https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
async function findInLayer(stream: Readable, paths: readonly string[]): Promise<readonly (FoundInLayer | undefined)[]> {
  const wanted = paths.map((path) => ({ path, deletions: deletionsOf(path) }));
  const isWanted = (name: string): boolean =>
    wanted.some(({ path, deletions }) => name === path || deletions.has(name));
  const { entries } = await readArchive(stream, isWanted, { maxEntries: Number.MAX_SAFE_INTEGER });
  return wanted.map(({ path, deletions }) => {
    const written = entries.find(({ name }) => name === path);
    if (written) return { sha256: written.sha256 };
    return entries.some(({ name }) => deletions.has(name)) ? { sha256: null } : undefined;
  });
}

function deletionsOf(path: string): ReadonlySet<string> {
  const names = path.split('/');
  return new Set(
    names.flatMap((name, index) => {
      const folder = names.slice(0, index).map((above) => `${above}/`);
      return [`${folder.join('')}.wh.${name}`, ...(index > 0 ? [`${folder.join('')}.wh..wh..opq`] : [])];
    }),
  );
}

interface Manifest {
  readonly Config?: unknown;
  readonly Layers?: unknown;
}

function layersOf({ descriptions, layers, links }: Saved, path: number): readonly LayerWithPath[] {
  const manifests = descriptions.get('manifest.json');
  const manifest = (Array.isArray(manifests) ? manifests[0] : null) as Manifest | null;
  const names = Array.isArray(manifest?.Layers) ? manifest.Layers.filter((name) => typeof name === 'string') : [];
  const steps = stepsOf(descriptions.get(typeof manifest?.Config === 'string' ? manifest.Config : ''));
  const agree = steps.length === names.length;
  return names.flatMap((name, index) => {
    const found = layers.get(links.get(name) ?? name)?.[path];
    return found ? [{ ...found, number: index + 1, createdBy: (agree ? steps[index] : null) ?? null }] : [];
  });
}

/** The instructions that made a layer each, the first one first; those that only set something have none. */
function stepsOf(config: unknown): readonly string[] {
  const history = (config as { readonly history?: unknown } | undefined)?.history;
  if (!Array.isArray(history)) return [];
  return (history as readonly { readonly created_by?: unknown; readonly empty_layer?: unknown }[])
    .filter(({ empty_layer }) => empty_layer !== true)
    .map(({ created_by }) => (typeof created_by === 'string' ? created_by : ''));
}
