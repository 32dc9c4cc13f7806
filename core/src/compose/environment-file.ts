import { interpolate, type Lookup } from './interpolate.ts';

const STATEMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z0-9_.[\]-]+)[ \t]*(?:[=:]|$)[ \t]*/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$$' };

/** A variable of an environment file; `line` is zero-based. */
export interface FileVariable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** The variables from outside that were put into the value. */
  readonly uses: readonly string[];
}

/**
 * Returns the variables of an `.env` file by the rules of https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/:
 * single quotes keep everything as it is, double quotes and bare values have variables replaced, and a comment after a
 * bare value needs a space before its `#`. `outer` has the variables from outside the file, which win inside expressions. A name alone
 * takes its value from outside. A line that is none of this is passed over.
 */
export const parseEnvironmentFile = (text: string, outer: Lookup): Map<string, string> =>
  new Map(readEnvironmentFile(text, outer).map(({ name, value }) => [name, value]));

/** Returns the same with the line of each; a name that is set twice is there twice, and the later counts. */
export function readEnvironmentFile(text: string, outer: Lookup): FileVariable[] {
  const variables = new Map<string, string>();
  const read: FileVariable[] = [];
  const rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let line = 0;
  let counted = 0;

  for (let at = 0; at < rest.length;) {
    const lineEnd = endOfLine(rest, at);
    const written = rest.slice(at, lineEnd);
    const statement = /^\s*#/.test(written) ? null : STATEMENT.exec(written);
    if (statement === null) {
      at = lineEnd + 1;
      continue;
    }
    const [head, name = ''] = statement;
    const uses: string[] = [];
    const lookup: Lookup = (wanted) => {
      const value = outer(wanted);
      if (value !== undefined) uses.push(wanted);
      return value ?? variables.get(wanted);
    };
    const isNameAlone = !/[=:]/.test(head);
    const { value, end } = readValue(rest, at + head.length, lookup);
    const known = isNameAlone ? outer(name) : value;
    if (isNameAlone) uses.push(name);
    for (; counted < at; counted += 1) if (rest[counted] === '\n') line += 1;
    if (known !== undefined) {
      variables.set(name, known);
      read.push({ name, value: known, line, uses });
    }
    at = end;
  }
  return read;
}

const endOfLine = (text: string, at: number): number => {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
};

/** Reads the value that begins at `start`; `end` is where the next line begins. */
function readValue(text: string, start: number, lookup: Lookup): { value: string; end: number } {
  const quote = text[start];
  const lineEnd = endOfLine(text, start);
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, start);
    if (close !== -1) {
      const inside = text.slice(start + 1, close);
      return { value: quote === "'" ? inside : unescape(inside, lookup), end: endOfLine(text, close) + 1 };
    }
  }
  const bare = text.slice(start, lineEnd).replace(/(^|\s)#.*$/, '');
  return { value: interpolate(bare.trimEnd(), lookup).value, end: lineEnd + 1 };
}

function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return -1;
}

const unescape = (inside: string, lookup: Lookup): string =>
  interpolate(
    inside.replace(/\\([nrt"\\$])/g, (whole, character: string) => ESCAPES[character] ?? whole),
    lookup,
  ).value;
