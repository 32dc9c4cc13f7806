/** Returns the value of a variable, undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

/**
 * A string with its variables replaced. `unset` names the variables that had neither value nor default (they count as empty, as for
 * Compose), `required` those that `${NAME:?…}` asks for in vain, and `isMalformed` says that Compose would refuse the string.
 */
export interface Interpolated {
  readonly value: string;
  readonly unset: readonly string[];
  readonly required: readonly string[];
  readonly isMalformed: boolean;
}

const MAX_DEPTH = 20;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const EXPRESSION = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([\s\S]*))?$/;

/**
 * Returns `template` with `$NAME` and `${NAME}` replaced, with the defaults (`:-`, `-`), alternatives (`:+`, `+`) and demands (`:?`, `?`)
 * of https://docs.docker.com/reference/compose-file/interpolation/; `$$` is a dollar sign. Never fails: a malformed expression stays.
 */
export function interpolate(template: string, lookup: Lookup): Interpolated {
  const unset: string[] = [];
  const required: string[] = [];
  let isMalformed = false;

  const replaceAll = (text: string, depth: number): string => {
    let value = '';
    let at = 0;
    while (at < text.length) {
      const dollar = text.indexOf('$', at);
      if (dollar === -1) return value + text.slice(at);
      value += text.slice(at, dollar);
      const { replacement, end } = replaceOne(text, dollar, depth);
      value += replacement;
      at = end;
    }
    return value;
  };

  const replaceOne = (text: string, dollar: number, depth: number): { replacement: string; end: number } => {
    const next = text[dollar + 1];
    if (next === '$') return { replacement: '$', end: dollar + 2 };
    if (next === '{') {
      const close = closingBrace(text, dollar + 2);
      const expression = close === -1 ? null : EXPRESSION.exec(text.slice(dollar + 2, close));
      if (expression !== null && depth < MAX_DEPTH) {
        return { replacement: evaluate(expression, depth), end: close + 1 };
      }
    } else {
      NAME.lastIndex = dollar + 1;
      const name = NAME.exec(text)?.[0];
      if (name !== undefined) return { replacement: valueOf(name), end: dollar + 1 + name.length };
    }
    isMalformed = true;
    return { replacement: '$', end: dollar + 1 };
  };

  const valueOf = (name: string): string => {
    const value = lookup(name);
    if (value === undefined) unset.push(name);
    return value ?? '';
  };

  const evaluate = ([, name = '', operator, argument = '']: RegExpExecArray, depth: number): string => {
    if (operator === undefined) return valueOf(name);
    const value = lookup(name);
    const isThere = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
    if (operator.endsWith('+')) return isThere ? replaceAll(argument, depth + 1) : '';
    if (isThere) return value ?? '';
    if (operator.endsWith('-')) return replaceAll(argument, depth + 1);
    required.push(name);
    return '';
  };

  return { value: replaceAll(template, 0), unset, required, isMalformed };
}

/** Returns where the expression that begins at `start` is closed, or -1; expressions inside it have braces of their own. */
function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') depth += 1;
    if (text[at] !== '}') continue;
    depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
