/** How much of a source file's text occurs in what was made of it. */
export interface ContentOverlap {
  /** The whole text occurs, without the blank space at its ends. */
  readonly isWhole: boolean;
  /** Lines that say something: no comment, no import, no bracket alone. */
  readonly lines: number;
  readonly linesHeld: number;
  /** Quoted texts, which compilers and bundlers keep as they are. */
  readonly literals: number;
  readonly literalsHeld: number;
  /** The first line, counted from one, that does not occur, or whose quoted text does not; null when all do. */
  readonly missingLine: number | null;
}

/** So many lines and quoted texts are looked for; an edit in a longer file may be missed, never invented. */
const most = 400;

/** Comments, and what names other files: a bundle has the things themselves instead. */
const isAside = (line: string): boolean =>
  /^(\/\/|#|\*|\/\*|--|<!--|;)/.test(line) ||
  /^(import|export \*|export \{|from|require|use|using|package|include|mod|extern|module)\b/.test(line) ||
  /\brequire\(/.test(line);

/**
 * Returns how much of `source` occurs in `made`. Both are the bytes as Latin-1 text, so that a compiled program can be searched as
 * well as a bundle.
 */
export function overlapOf(source: string, made: string): ContentOverlap {
  const lines = source
    .split('\n')
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => /\w/.test(text) && !isAside(text))
    .slice(0, most);
  const literals = lines.flatMap(({ text, line }) => literalsIn(text).map((literal) => ({ text: literal, line })));
  const heldLines = lines.filter(({ text }) => made.includes(text));
  const heldLiterals = literals.slice(0, most).filter(({ text }) => made.includes(text));
  // Where lines are kept as they are, a missing line tells; else the quoted texts do.
  const isByLines = heldLines.length * 2 >= lines.length;
  const missing = isByLines
    ? lines.find((each) => !heldLines.includes(each))
    : literals.find((each) => !heldLiterals.includes(each));
  return {
    isWhole: source.trim() !== '' && made.includes(source.trim()),
    lines: lines.length,
    linesHeld: heldLines.length,
    literals: Math.min(literals.length, most),
    literalsHeld: heldLiterals.length,
    missingLine: missing?.line ?? null,
  };
}

/** Quoted texts of at least six characters without anything that a compiler would replace. */
const literalsIn = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"\\%{}$]{6,})"|'([^'\\%{}$]{6,})'|`([^`\\%{}$]{6,})`/g)].flatMap(
    ([, double, single, tick]) => double ?? single ?? tick ?? [],
  );

/** What the overlap says of the source: it is in there as it is now, an earlier state is, or that cannot be told. */
export type Freshness = 'fresh' | 'stale' | 'probably-stale' | 'unknown';

/** Returns what an overlap says. `isVerbatim` is whether the source's bytes were passed on as they were, so that they would all occur. */
export function freshnessOf(overlap: ContentOverlap, isVerbatim: boolean): Freshness {
  const { isWhole, lines, linesHeld, literals, literalsHeld } = overlap;
  if (isWhole || (lines > 0 && linesHeld === lines)) return 'fresh';
  if (isVerbatim) return 'stale';
  if (lines > 1 && linesHeld * 2 >= lines) return 'stale';
  return literalsHeld > 0 && literalsHeld < literals ? 'probably-stale' : 'unknown';
}
