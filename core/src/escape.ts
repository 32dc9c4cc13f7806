/**
 * File names, labels, log lines and error texts come from strangers. These functions make them safe to show: each returns
 * one line in which every character that could act on the place where it is shown is visible instead of active.
 */

/**
 * Characters that act or hide: control characters (C0, DEL, C1), separators of lines, marks that reorder text (the
 * "Trojan Source" ones, https://trojansource.codes), characters of no width that make two names look alike, tag characters,
 * and halves of surrogate pairs. The two joiners U+200C and U+200D stay: Persian and emoji are written with them.
 */
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const namedEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Returns whether `shown` holds a character that must not reach a screen as it is. */
export const hasHidden = (shown: string): boolean => shown.search(hidden) !== -1;

/** Returns `shown` with every acting or hidden character replaced by its visible escape: `\n`, `\x1b`, `\u202e`, `\u{e0041}`. */
export const makeVisible = (shown: string): string => shown.replace(hidden, escapeOf);

/** Returns `shown` as one line for a terminal: no escape sequence, no control character, no reordering of text. */
export const forTerminal = makeVisible;

/**
 * Returns `shown` as one line of Markdown that renders as exactly this text: no emphasis, link, image, HTML, heading, list,
 * task box, autolink or formula comes of it. A backslash before ASCII punctuation is always the punctuation itself:
 * https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function forMarkdown(shown: string): string {
  return makeVisible(shown)
    .replace(/[\\`*_{}[\]<>#|~&$!]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`);
}

/**
 * Returns `shown` as an inline code span of Markdown. The span's own fence is longer than any run of backticks inside:
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
export function asMarkdownCode(shown: string): string {
  const visible = makeVisible(shown);
  if (visible.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(visible) + 1);
  const pad = /^[` ]|[` ]$/.test(visible) ? ' ' : '';
  return fence + pad + visible + pad + fence;
}

/**
 * Returns `lines` as a fenced code block of Markdown; the fence is longer than any run of backticks inside, so that no line
 * can end the block: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function asMarkdownBlock(lines: readonly string[], language: string): string {
  const visible = lines.map(makeVisible);
  const fence = '`'.repeat(Math.max(3, ...visible.map((line) => longestRun(line) + 1)));
  return [fence + language, ...visible, fence].join('\n');
}

/**
 * Returns `shown` as one line for a label of VS Code, cut to `limit` characters. `$(name)` would become an icon in a quick
 * pick or a status bar item; a backslash before it keeps it text:
 * https://github.com/microsoft/vscode/blob/main/src/vs/base/browser/ui/iconLabel/iconLabels.ts
 */
export function forLabel(shown: string, limit = 300): string {
  const characters = [...makeVisible(shown)];
  const cut = characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
  return cut.replace(/\$\((?=[a-z0-9-])/gi, '\\$(');
}

/**
 * Returns `value` as JSON that is safe to print: hidden characters that `JSON.stringify` leaves as they are (DEL, C1, marks
 * that reorder text) are written as `\uXXXX`, which reads back as the same value. `indent` is the number of blanks.
 */
export const forJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replace(hidden, (character) =>
    character === '\n' ? character : asUnits(character),
  );

const longestRun = (shown: string): number => Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));

const asUnits = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

function escapeOf(character: string): string {
  const named = namedEscapes[character];
  if (named !== undefined) return named;
  const point = character.codePointAt(0) ?? 0;
  if (point > 0xffff) return `\\u{${point.toString(16)}}`;
  return point > 0xff ? `\\u${point.toString(16).padStart(4, '0')}` : `\\x${point.toString(16).padStart(2, '0')}`;
}
