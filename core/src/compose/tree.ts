import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Alias,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { rangeOnLine } from '../range.ts';
import type { Environment } from './environment.ts';
import type { SourceLine } from './source-line.ts';
import { composeMessages, type ProblemList } from './problems.ts';

/** What holds for everything written in one file: relative paths start at `baseDir`, variables come from `environment`. */
export interface Origin {
  readonly file: string;
  readonly baseDir: string;
  readonly environment: Environment;
}

/** What is common to all values: where it was written, and Compose's tags `!reset` and `!override`. */
interface Written {
  readonly at: SourceLine;
  readonly origin: Origin;
  readonly tag: 'reset' | 'override' | null;
}

/** `raw` is the text before variables are replaced, null for YAML's null. */
export interface ScalarTree extends Written {
  readonly kind: 'scalar';
  readonly raw: string | null;
}

/** A list of values. */
export interface ListTree extends Written {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

/** A mapping; merge keys are already carried out. */
export interface MapTree extends Written {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A value under a key. */
export interface Entry {
  readonly keyAt: SourceLine;
  readonly value: Tree;
}

/**
 * A YAML value that knows where it was written. Aliases are resolved by sharing, so the tree may be a graph (without
 * cycles); it must be walked by known keys only, never as a whole, or a few lines of aliases would take forever.
 */
export type Tree = ScalarTree | ListTree | MapTree;

/** Returns the place at the beginning of a file, for what concerns the whole of it. */
export const startOf = (file: string): SourceLine => ({ file, range: rangeOnLine(0, 0, 0) });

/** Returns an empty mapping written nowhere in particular. */
export const emptyMap = (origin: Origin): MapTree => ({
  kind: 'map',
  entries: new Map(),
  at: startOf(origin.file),
  origin,
  tag: null,
});

/** Returns the value under a key, undefined when `tree` is no mapping or has no such key. */
export const child = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.kind === 'map' ? tree.entries.get(key)?.value : undefined;

/**
 * Returns the documents of a YAML text. Never fails: what the parser could not place is missing, and said in `problems`.
 */
export function parseTrees(text: string, origin: Origin, problems: ProblemList): Tree[] {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
    if (!Array.isArray(documents)) return [];
    return documents.flatMap((document) => {
      for (const { message, pos } of document.errors) {
        const at = placeOf(pos[0], pos[1], origin.file, lines);
        problems.add('syntax', composeMessages('syntax', { error: message }), at);
      }
      const convert = converter(origin, lines, problems);
      return document.contents === null ? [] : [convert(document.contents)];
    });
  } catch (error) {
    // The parser recurses, so that nesting of many thousand levels exhausts the stack.
    const message = error instanceof Error ? error.message : String(error);
    problems.add('syntax', composeMessages('syntax', { error: message }), startOf(origin.file));
    return [];
  }
}

function placeOf(start: number, end: number, file: string, lines: LineCounter): SourceLine {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return {
    file,
    range: {
      start: { line: Math.max(from.line - 1, 0), character: Math.max(from.col - 1, 0) },
      end: { line: Math.max(to.line - 1, 0), character: Math.max(to.col - 1, 0) },
    },
  };
}

/** Returns a function that turns the nodes of one document, in their order, into trees. */
function converter(origin: Origin, lines: LineCounter, problems: ProblemList): (node: ParsedNode) => Tree {
  // An alias means the last anchor of its name before it. Inside its own anchor there is none yet, so no cycle can come about.
  const anchors = new Map<string, Tree>();

  const convert = (node: ParsedNode): Tree => {
    if (isAlias(node)) return followAlias(node);
    const [start, end] = node.range;
    const tag = node.tag === '!reset' ? 'reset' : node.tag === '!override' ? 'override' : null;
    const written: Written = { at: placeOf(start, end, origin.file, lines), origin, tag };
    let tree: Tree;
    if (isMap(node)) tree = { ...written, kind: 'map', entries: convertEntries(node) };
    else if (isSeq(node)) tree = { ...written, kind: 'list', items: convertItems(node) };
    else tree = { ...written, kind: 'scalar', raw: scalarText(node) };
    if (node.anchor !== undefined) anchors.set(node.anchor, tree);
    return tree;
  };

  const followAlias = (node: Alias.Parsed): Tree => {
    const target = anchors.get(node.source);
    if (target !== undefined) return target;
    const at = placeOf(node.range[0], node.range[1], origin.file, lines);
    problems.add('endless-reference', composeMessages('endless-reference', { name: `*${node.source}` }), at);
    return { kind: 'scalar', raw: null, at, origin, tag: null };
  };

  const convertItems = (node: YAMLSeq.Parsed): Tree[] => node.items.map((item) => convert(item));

  const convertEntries = (node: YAMLMap.Parsed): Map<string, Entry> => {
    const own = new Map<string, Entry>();
    const merged: Tree[] = [];
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const name = scalarText(key) ?? '';
      const keyAt = placeOf(key.range[0], key.range[1], origin.file, lines);
      const tree: Tree = value === null ? { kind: 'scalar', raw: null, at: keyAt, origin, tag: null } : convert(value);
      if (name === '<<') merged.push(...(tree.kind === 'list' ? tree.items : [tree]));
      else own.set(name, { keyAt, value: tree });
    }
    for (const tree of merged) {
      if (tree.kind !== 'map') continue;
      for (const [name, entry] of tree.entries) if (!own.has(name)) own.set(name, entry);
    }
    return own;
  };

  return convert;
}

/** A plain scalar is taken as it was written: `image: 1.10` is a name, not a number. */
function scalarText(node: Scalar): string | null {
  if (node.value === null) return null;
  return typeof node.value === 'string' && node.type !== 'PLAIN' ? node.value : (node.source ?? '');
}
