import type { Word } from './model.ts';

/** A variable: its value, whether it is set at all, and whether the Dockerfile alone decides that. */
export interface Variable {
  readonly value: string;
  readonly isSet: boolean;
  readonly isKnown: boolean;
}

/** The variables that hold at one place. */
export interface Scope {
  readonly escape: string;
  /** Returns a variable; one that is declared nowhere is unset, and known to be so only where nothing outside can set it. */
  readonly variable: (name: string) => Variable;
}

/** A word with its variables replaced. `isKnown` is false when a variable took part whose value the Dockerfile does not decide. */
export interface Expansion {
  readonly value: string;
  readonly isKnown: boolean;
}

/**
 * Replaces the variables of a word, and takes off its quotes and escapes, as BuildKit does outside RUN. A string is taken as
 * written in the file. What BuildKit refuses (a bad substitution) stays as written and is not known.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export function expand(word: Word | string, scope: Scope): Expansion {
  const cursor: Cursor = { source: typeof word === 'string' ? word : word.raw, at: 0, depth: 0, isKnown: true };
  const value = readUntil(cursor, scope, '', false);
  return { value, isKnown: cursor.isKnown };
}

interface Cursor {
  readonly source: string;
  at: number;
  depth: number;
  isKnown: boolean;
}

/** Substitutions inside substitutions, and wildcards in one pattern, that are followed; nobody writes more, an attacker may. */
const maximumDepth = 20;
const maximumWildcards = 4;

/** Reads up to `stop` (consumed) or the end. `keepsEscapes` is for patterns, whose escapes are read later. */
function readUntil(cursor: Cursor, scope: Scope, stop: string, keepsEscapes: boolean): string {
  let value = '';
  if (cursor.depth >= maximumDepth) cursor.at = cursor.source.length;
  cursor.depth++;
  while (cursor.at < cursor.source.length) {
    const character = cursor.source.charAt(cursor.at);
    if (character === stop) {
      cursor.at++;
      cursor.depth--;
      return value;
    }
    value += readOne(cursor, scope, character, keepsEscapes);
  }
  // A substitution that is never closed is an error in BuildKit.
  if (stop) cursor.isKnown = false;
  return value;
}

function readOne(cursor: Cursor, scope: Scope, character: string, keepsEscapes: boolean): string {
  if (character === '$') return readVariable(cursor, scope);
  if (character === '"') return readDoubleQuoted(cursor, scope);
  if (character === "'") return readSingleQuoted(cursor);
  cursor.at++;
  if (character !== scope.escape) return character;
  const escaped = cursor.source.charAt(cursor.at++);
  return keepsEscapes ? character + escaped : escaped;
}

function readSingleQuoted(cursor: Cursor): string {
  const start = cursor.at + 1;
  const end = cursor.source.indexOf("'", start);
  cursor.at = end < 0 ? cursor.source.length : end + 1;
  if (end < 0) cursor.isKnown = false;
  return cursor.source.slice(start, end < 0 ? undefined : end);
}

function readDoubleQuoted(cursor: Cursor, scope: Scope): string {
  let value = '';
  cursor.at++;
  while (cursor.at < cursor.source.length) {
    const character = cursor.source.charAt(cursor.at);
    const next = cursor.source.charAt(cursor.at + 1);
    if (character === '"') {
      cursor.at++;
      return value;
    }
    if (character === '$') value += readVariable(cursor, scope);
    else if (character === scope.escape && next !== '' && `"$${scope.escape}`.includes(next)) {
      value += next;
      cursor.at += 2;
    } else {
      value += character;
      cursor.at++;
    }
  }
  cursor.isKnown = false;
  return value;
}

/** Reads `$name` or `${name…}`; the cursor stands on the `$`. */
function readVariable(cursor: Cursor, scope: Scope): string {
  const start = cursor.at;
  const [whole = '$', brace, name = ''] = /^\$(\{?)(\w*)/.exec(cursor.source.slice(start)) ?? [];
  cursor.at += whole.length;
  if (!brace) return name === '' ? '$' : use(cursor, scope, name).value;
  if (name === '') {
    cursor.isKnown = false;
    return cursor.source.slice(start, cursor.at);
  }
  return readModifier(cursor, scope, name);
}

function readModifier(cursor: Cursor, scope: Scope, name: string): string {
  const variable = use(cursor, scope, name);
  const [operator = ''] = /^(\}|:[-+?]|[-+?]|##?|%%?|\/\/?)/.exec(cursor.source.slice(cursor.at)) ?? [];
  cursor.at += operator.length;
  if (operator === '}') return variable.value;
  if (operator === '') {
    cursor.isKnown = false;
    return variable.value + readUntil(cursor, scope, '}', false);
  }
  if (operator.startsWith('/')) {
    const pattern = readUntil(cursor, scope, '/', true);
    const replacement = readUntil(cursor, scope, '}', true);
    if (isTooWild(cursor, pattern)) return variable.value;
    const matcher = patternMatcher(pattern, true, '', operator === '//' ? 'g' : '');
    return variable.value.replace(matcher, () => replacement);
  }
  const isPattern = operator.startsWith('#') || operator.startsWith('%');
  const word = readUntil(cursor, scope, '}', isPattern);
  if (isPattern) return isTooWild(cursor, word) ? variable.value : trim(variable.value, operator, word);
  const isMissing = !variable.isSet || (operator.startsWith(':') && variable.value === '');
  if (operator.endsWith('+')) return isMissing ? '' : word;
  if (operator.endsWith('-')) return isMissing ? word : variable.value;
  // `?` ends the build when the variable is missing.
  if (isMissing) cursor.isKnown = false;
  return variable.value;
}

function isTooWild(cursor: Cursor, pattern: string): boolean {
  const isTooMuch = pattern.split('*').length - 1 > maximumWildcards;
  if (isTooMuch) cursor.isKnown = false;
  return isTooMuch;
}

function use(cursor: Cursor, scope: Scope, name: string): Variable {
  const variable = scope.variable(name);
  if (!variable.isKnown) cursor.isKnown = false;
  return variable;
}

/** `#` takes the shortest match off the front, `##` the longest; `%` and `%%` do the same at the end. */
function trim(value: string, operator: string, pattern: string): string {
  const isGreedy = operator.length === 2;
  if (operator.startsWith('#')) return value.replace(patternMatcher(pattern, isGreedy, '^', ''), '');
  const whole = patternMatcher(pattern, true, '^', '', '$');
  const cuts = Array.from({ length: value.length + 1 }, (_, cut) => cut);
  const cut = (isGreedy ? cuts : cuts.reverse()).find((at) => whole.test(value.slice(at)));
  return cut === undefined ? value : value.slice(0, cut);
}

/** Turns a shell pattern into a regular expression: `?` is one character, `*` any number; brackets mean themselves. */
function patternMatcher(pattern: string, isGreedy: boolean, prefix: string, flags: string, suffix = ''): RegExp {
  const body = pattern.replace(/\\?[\s\S]/g, (token) => {
    if (token === '*') return isGreedy ? '.*' : '.*?';
    if (token === '?') return '.';
    const character = token.length > 1 ? token.slice(1) : token;
    return character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`);
  });
  return new RegExp(prefix + body + suffix, `s${flags}`);
}
