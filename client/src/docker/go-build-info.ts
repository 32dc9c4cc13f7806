import { asBuilt } from '../../../core/src/manifests/go-mod.ts';

/** What a program that Go built says of its modules: https://pkg.go.dev/runtime/debug#BuildInfo */
export interface GoBuildInfo {
  /** The module that the program is of; null where it was built of single files. */
  readonly main: string | null;
  /** Versions by module path, as `asBuilt` writes them; only modules of which the program uses a package. */
  readonly modules: ReadonlyMap<string, string>;
}

/**
 * The linker frames the list of modules by these bytes, in every program and whatever its format. The header of a section of its own
 * leads to it as well, but tools that shrink programs take that one away.
 * See `infoStart` and `infoEnd`, https://github.com/golang/go/blob/master/src/cmd/go/internal/modload/build.go
 */
const startMark = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const endMark = Buffer.from('f932433186182072008242104116d8f2', 'hex');

/** A list is never longer, in bytes: the largest programs have some hundred modules. */
const longest = 1024 * 1024;

/**
 * Returns the first list of modules in a program that `isWanted` takes, reading no further than that; null where there is none. Of the
 * program no more than one piece and one list are in memory.
 */
export async function goBuildInfoIn(
  content: AsyncIterable<Buffer>,
  isWanted: (info: GoBuildInfo) => boolean,
): Promise<GoBuildInfo | null> {
  let held = Buffer.alloc(0);
  for await (const piece of content) {
    held = Buffer.concat([held, piece]);
    let start = held.indexOf(startMark);
    while (start >= 0) {
      const end = held.indexOf(endMark, start);
      if (end < 0 && held.length - start < longest) break;
      const info = end < 0 ? null : parse(held.toString('utf8', start + startMark.length, end));
      if (info && isWanted(info)) return info;
      held = held.subarray(start + startMark.length);
      start = held.indexOf(startMark);
    }
    // A mark may be cut in two by the end of a piece.
    held = held.subarray(start >= 0 ? start : Math.max(0, held.length - startMark.length + 1));
  }
  return null;
}

/** Lines of words between tabs: `path`, `mod`, `dep`, `=>` for what replaces the module above it, and settings, which are left alone. */
function parse(text: string): GoBuildInfo | null {
  const lines = text.split('\n').map((line) => line.split('\t'));
  if (!lines.some(([verb]) => verb === 'path' || verb === 'mod')) return null;
  const modules = new Map<string, string>();
  for (const [index, [verb, path = '', version = '']] of lines.entries()) {
    if (verb !== 'dep') continue;
    const [next, byPath = '', byVersion = ''] = lines[index + 1] ?? [];
    modules.set(path, asBuilt(path, version, next === '=>' ? byPath : null, byVersion));
  }
  return { main: lines.find(([verb]) => verb === 'mod')?.[1] ?? null, modules };
}
