/**
 * One pattern of an ignore file, compiled. The semantics are those of Moby's matcher, which Docker and BuildKit use
 * (https://github.com/moby/patternmatcher/blob/main/patternmatcher.go): it turns a pattern into a regular expression for an engine that
 * never backtracks. JavaScript's engine does, and ignore files come from strangers, so the wildcards are run here as a set of
 * states that advances once per character: the time is bounded by the pattern's length times the path's.
 */

/** Why a pattern has no meaning here: Docker refuses it, or what it means to Docker is so odd that no one can want it. */
export type PatternProblem = 'malformed' | 'lone-exclamation' | 'escaped-letter' | 'odd-class';

/** A compiled pattern: whether it matches a whole path (without regard to the path's parents), or why it cannot say. */
export type CompiledPattern = { readonly matches: (path: string) => boolean } | { readonly problem: PatternProblem };

type CodePointRange = readonly [first: number, last: number];

/** `skip` may leave out the state after it; `folders` takes any characters up to and including a slash. */
type State =
  | { readonly kind: 'literal'; readonly codePoint: number }
  | { readonly kind: 'class'; readonly ranges: readonly CodePointRange[]; readonly isNegated: boolean }
  | { readonly kind: 'not-slash' | 'not-slashes' | 'everything' | 'skip' | 'folders' };

const SLASH = 0x2f;
const LINE_FEED = 0x0a;

/** Returns the compiled form of a cleaned pattern (no `!`, no `/` at its beginning). */
export function compilePattern(pattern: string): CompiledPattern {
  if (!/[*?[\]\\]/.test(pattern)) return { matches: (path) => path === pattern };
  // These two shapes are compared as strings by Moby, which lets `**x` match any path that ends in `x`.
  if (/^[^*?[\]\\]+\*\*$/.test(pattern)) {
    const prefix = pattern.slice(0, -2);
    return { matches: (path) => path.startsWith(prefix) };
  }
  if (/^\*\*[^*?[\]\\]*$/.test(pattern)) {
    const suffix = pattern.slice(2);
    return { matches: (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1)) };
  }
  const states = compileWildcards(Array.from(pattern));
  return typeof states === 'string' ? { problem: states } : { matches: runner(states) };
}

function compileWildcards(characters: readonly string[]): State[] | PatternProblem {
  const states: State[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      at += characters[at + 2] === '/' ? 2 : 1;
      if (at + 1 === characters.length) states.push({ kind: 'everything' });
      else states.push({ kind: 'skip' }, { kind: 'folders' });
    } else if (character === '*') {
      states.push({ kind: 'not-slashes' });
    } else if (character === '?') {
      states.push({ kind: 'not-slash' });
    } else if (character === '[') {
      const read = readClass(characters, at + 1);
      if (typeof read === 'string') return read;
      states.push(read.state);
      at = read.end;
    } else if (character === '\\') {
      at += 1;
      const problem = problemOfEscape(characters[at]);
      if (problem !== null) return problem;
      states.push(literal(characters[at] ?? ''));
    } else if (character === '^') {
      // Moby leaves it in its regular expression, where it asks for the path's beginning in the middle of the path.
      return 'odd-class';
    } else {
      states.push(literal(character));
    }
  }
  return states;
}

const literal = (character: string): State => ({ kind: 'literal', codePoint: character.codePointAt(0) ?? 0 });

/**
 * A backslash takes the meaning off a mark. Before a letter or a digit it reaches the regular expression as it is: `\d` would be a
 * digit, `\b` a word's edge, `\c` an error. In practice that is someone who meant a separator.
 */
function problemOfEscape(escaped: string | undefined): PatternProblem | null {
  if (escaped === undefined) return 'malformed';
  if (/[A-Za-z0-9]/.test(escaped)) return 'escaped-letter';
  return (escaped.codePointAt(0) ?? 0) < 0x80 ? null : 'malformed';
}

/**
 * Reads a class from behind its `[`; `end` is where its `]` stands. What Docker refuses is `malformed`, by the rules of
 * https://pkg.go.dev/path/filepath#Match. `*`, `?`, `**` and `[:` inside a class are `odd-class`: Moby rewrites or
 * reads them in ways that have nothing to do with the character.
 */
function readClass(characters: readonly string[], start: number): { state: State; end: number } | PatternProblem {
  const isNegated = characters[start] === '^';
  const ranges: CodePointRange[] = [];
  let at = isNegated ? start + 1 : start;
  let isOdd = false;
  let problem: PatternProblem | null = null;

  const readOne = (): number | null => {
    let character = characters[at];
    if (character === '-' || character === ']') return null;
    if (character === '\\') {
      at += 1;
      character = characters[at];
      problem ??= problemOfEscape(character);
    } else if (character === '*' || character === '?' || (character === '[' && characters[at + 1] === ':')) {
      isOdd = true;
    }
    at += 1;
    return at < characters.length ? (character?.codePointAt(0) ?? null) : null;
  };

  while (characters[at] !== ']' || ranges.length === 0) {
    const first = readOne();
    if (first === null) return 'malformed';
    let last: number | null = first;
    if (characters[at] === '-') {
      at += 1;
      last = readOne();
    }
    if (last === null || last < first) return 'malformed';
    ranges.push([first, last]);
  }
  if (problem !== null) return problem;
  return isOdd ? 'odd-class' : { state: { kind: 'class', ranges, isNegated }, end: at };
}

/** Returns a function that runs the states over a path; the two sets of states are allocated once. */
function runner(states: readonly State[]): (path: string) => boolean {
  const final = states.length;
  let current = new Uint8Array(final + 1);
  let next = new Uint8Array(final + 1);

  const enter = (set: Uint8Array, index: number): void => {
    for (let at = index; at <= final && set[at] === 0; at += 1) {
      set[at] = 1;
      const kind = states[at]?.kind;
      if (kind === 'skip') enter(set, at + 2);
      else if (kind !== 'not-slashes' && kind !== 'everything') return;
    }
  };

  return (path) => {
    current.fill(0);
    enter(current, 0);
    for (let at = 0; at < path.length; at += 1) {
      const codePoint = path.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at += 1;
      next.fill(0);
      let isAlive = false;
      for (let index = 0; index < final; index += 1) {
        const state = current[index] === 1 ? states[index] : undefined;
        const target = state === undefined ? null : step(state, codePoint, index);
        if (target === null) continue;
        isAlive = true;
        enter(next, target);
        // At a slash `folders` may have had enough, or go on to a later slash.
        if (state?.kind === 'folders' && codePoint === SLASH) enter(next, index + 1);
      }
      if (!isAlive) return false;
      [current, next] = [next, current];
    }
    return current[final] === 1;
  };
}

/** Returns the state that is reached over one character, or null when the character does not fit. */
function step(state: State, codePoint: number, index: number): number | null {
  switch (state.kind) {
    case 'literal':
      return codePoint === state.codePoint ? index + 1 : null;
    case 'class': {
      const isInRange = state.ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
      return isInRange !== state.isNegated ? index + 1 : null;
    }
    case 'not-slash':
      return codePoint === SLASH ? null : index + 1;
    case 'not-slashes':
      return codePoint === SLASH ? null : index;
    case 'everything':
    case 'folders':
      return codePoint === LINE_FEED ? null : index;
    case 'skip':
      return null;
  }
}
