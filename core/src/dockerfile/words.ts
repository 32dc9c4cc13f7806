/** A stretch of a logical line: `start` is its first character, `end` the first that no longer belongs to it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How the arguments of an instruction are cut: at blanks outside quotes, at every blank, or not at all. */
export type WordStyle = 'quoted' | 'blanks' | 'whole';

/**
 * How BuildKit cuts the arguments of each instruction; what is not named here is cut at blanks outside quotes.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go (the dispatch table)
 */
const styles: Readonly<Record<string, WordStyle>> = {
  ADD: 'blanks',
  COPY: 'blanks',
  EXPOSE: 'blanks',
  FROM: 'blanks',
  VOLUME: 'blanks',
  MAINTAINER: 'whole',
  STOPSIGNAL: 'whole',
  USER: 'whole',
  WORKDIR: 'whole',
};

/** Returns how the arguments of an instruction are cut into words. */
export const wordStyleOf = (keyword: string): WordStyle => styles[keyword] ?? 'quoted';

/** Returns the spans of the words of `line` from `from` on. A quote that is never closed reaches to the end of the line. */
export function splitWords(line: string, from: number, style: WordStyle, escape: string): Span[] {
  if (style === 'whole') {
    const start = skipBlanks(line, from);
    const end = line.trimEnd().length;
    return start < end ? [{ start, end }] : [];
  }
  const spans: Span[] = [];
  for (let start = skipBlanks(line, from); start < line.length;) {
    const end = style === 'blanks' ? endOfRun(line, start) : endOfWord(line, start, escape);
    spans.push({ start, end });
    start = skipBlanks(line, end);
  }
  return spans;
}

/** Returns the span of each string of a JSON array of strings that begins at `from`, or null when there is no such array. */
export function splitJson(line: string, from: number): Span[] | null {
  const start = skipBlanks(line, from);
  if (line[start] !== '[') return null;
  const items = parseJson(line.slice(start));
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return null;
  return [...line.slice(start).matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
}

/** Returns the value of a JSON text, or null where it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // BuildKit reads what is no JSON as the shell form; the caller does the same.
    return null;
  }
}

/**
 * Returns a word with its quotes and escapes taken off; variables stay as written.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export function unquote(raw: string, escape: string): string {
  let value = '';
  let quote = '';
  for (let index = 0; index < raw.length; index++) {
    const character = raw.charAt(index);
    const next = raw.charAt(index + 1);
    if (quote ? character === quote : character === '"' || character === "'") quote = quote ? '' : character;
    else if (character === escape && quote !== "'" && next !== '' && (!quote || isEscapable(next, escape))) {
      value += next;
      index++;
    } else value += character;
  }
  return value;
}

const isEscapable = (character: string, escape: string): boolean =>
  character === '"' || character === '$' || character === escape;

/** Returns the index of the first character from `from` on that is no blank. */
export function skipBlanks(line: string, from: number): number {
  let index = from;
  while (index < line.length && isBlank(line[index])) index++;
  return index;
}

const isBlank = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

function endOfRun(line: string, start: number): number {
  let index = start;
  while (index < line.length && !isBlank(line[index])) index++;
  return index;
}

function endOfWord(line: string, start: number, escape: string): number {
  let quote = '';
  for (let index = start; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === escape && quote !== "'") index++;
    else if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isBlank(character)) return index;
  }
  return line.length;
}
