import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { goBuildInfoIn, type GoBuildInfo } from '../../../client/src/docker/go-build-info.ts';
import { firstInFiles } from '../../../client/src/docker/read-archive.ts';
import { goProgram, version } from '../../support/go-program.ts';

const startMark = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const endMark = Buffer.from('f932433186182072008242104116d8f2', 'hex');

const list = `path\texample.com/shop/cmd/shop
mod\texample.com/shop\t(devel)\t
dep\texample.com/money\tv1.2.0\th1:00=
dep\texample.com/tax\tv1.0.0
=>\texample.com/fork\tv1.1.0\th1:00=
dep\texample.com/list\tv1.0.0
=>\texample.com/list\tv1.0.1\th1:00=
dep\texample.com/near\tv1.0.0
=>\t../near\t(devel)\t
build\t-ldflags="-X main.token=secret"
`;

/** A program of Go 1.18 or newer: the list in its section, whose header is 32 bytes. https://pkg.go.dev/debug/buildinfo */
function program(text: string): Buffer {
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = 2;
  const goVersion = Buffer.from('\x08go1.22.1');
  const framed = Buffer.concat([startMark, Buffer.from(text), endMark]);
  const length = Buffer.from([0x80 | (framed.length & 0x7f), framed.length >> 7]);
  return Buffer.concat([Buffer.alloc(1600, 7), header, goVersion, length, framed, Buffer.alloc(5000, 7)]);
}

const pieces = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
  );

const any = (): boolean => true;
const shown = (info: GoBuildInfo | null) => info && { main: info.main, modules: Object.fromEntries(info.modules) };

const expected = {
  main: 'example.com/shop',
  modules: {
    'example.com/money': 'v1.2.0',
    'example.com/tax': 'example.com/fork v1.1.0',
    'example.com/list': 'v1.0.1',
    'example.com/near': '../near',
  },
};

describe('the modules of a Go program', () => {
  it.each([1, 15, 16, 17, 1000, 100_000])('are read from pieces of %i bytes', async (size) => {
    expect(shown(await goBuildInfoIn(pieces(program(list), size), any))).toEqual(expected);
  });

  it('are those of the wanted module where a program carries another one', async () => {
    const both = Buffer.concat([program('path\tx\nmod\texample.com/other\t(devel)\n'), program(list)]);
    const info = await goBuildInfoIn(pieces(both, 900), ({ main }) => main === 'example.com/shop');
    expect(shown(info)).toEqual(expected);
  });

  it('are none in other files, behind a mark alone, and in a list that is cut off', async () => {
    const marks = Buffer.concat([startMark, Buffer.from('no list'), endMark, startMark]);
    const cut = program(list).subarray(0, 1800);
    for (const bytes of [Buffer.from('text'), marks, cut])
      expect(await goBuildInfoIn(pieces(bytes, 50), any)).toBeNull();
  });

  it('are found behind a mark that no list follows for a megabyte', async () => {
    const far = Buffer.concat([startMark, Buffer.alloc(1_500_000, 7), program(list)]);
    expect(shown(await goBuildInfoIn(pieces(far, 65_536), any))).toEqual(expected);
  });

  it('have no main module where single files were built', async () => {
    const info = await goBuildInfoIn(pieces(program('path\tcommand-line-arguments\ndep\ta.b/c\tv1.0.0\n'), 500), any);
    expect(shown(info)).toEqual({ main: null, modules: { 'a.b/c': 'v1.0.0' } });
  });

  it('are read from a real program, whose section with the header was taken away', async () => {
    const info = await goBuildInfoIn(createReadStream(goProgram()) as AsyncIterable<Buffer>, any);
    expect(shown(info)).toEqual({ main: 'github.com/evanw/esbuild', modules: { 'golang.org/x/sys': version } });
  });
});

describe('firstInFiles', () => {
  const archive = async (): Promise<Buffer> => {
    const packed = pack();
    packed.entry({ name: 'bin/', type: 'directory' });
    packed.entry({ name: 'bin/readme' }, 'x'.repeat(3000));
    packed.entry({ name: 'bin/shop' }, program(list));
    packed.entry({ name: 'bin/last' }, 'x'.repeat(90_000));
    packed.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of packed as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const find = async (limits: { mostEntries: number; mostBytes: number }) => {
    const seen: string[] = [];
    const stream = pieces(await archive(), 700);
    const found = await firstInFiles(stream, limits, ({ name }, content) => {
      seen.push(name);
      return goBuildInfoIn(content, any);
    });
    return { seen, found: shown(found), isEnded: stream.destroyed };
  };

  it('stops in the middle of the file that answers', async () => {
    const { seen, found, isEnded } = await find({ mostEntries: 10, mostBytes: 1_000_000 });
    expect(seen).toEqual(['bin', 'bin/readme', 'bin/shop']);
    expect(found).toEqual(expected);
    expect(isEnded).toBe(true);
  });

  it.each([[{ mostEntries: 2, mostBytes: 1_000_000 }], [{ mostEntries: 10, mostBytes: 4000 }]])(
    'finds nothing beyond %o',
    async (limits) => {
      expect(await find(limits)).toEqual({ seen: ['bin', 'bin/readme'], found: null, isEnded: true });
    },
  );
});
