/** How many lines around a change a patch carries, as `diff -u` does. */
const contextLines = 3;

/** Beyond this many pairs of lines the parts between the equal ends are taken as replaced whole, so that time and memory stay bounded. */
const mostPairs = 4_000_000;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The two versions of a file; null where it does not exist. */
export interface Versions {
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Returns the change of one file as a patch that `patch -p1` and `git apply` read, '' when nothing changed. `path` has `/` and no slash
 * at its beginning. The format is that of GNU diff: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function unifiedDiff(path: string, { before, after }: Versions): string {
  if (before === after) return '';
  const lines = editScript(linesOf(before ?? ''), linesOf(after ?? ''));
  const hunks = hunksOf(lines);
  const old = before === null ? '/dev/null' : `a/${path}`;
  const now = after === null ? '/dev/null' : `b/${path}`;
  return [`--- ${named(old)}`, `+++ ${named(now)}`, ...hunks, ''].join('\n');
}

/** A name with a blank ends at a tab; one with a line break or quote cannot stand as it is. */
const named = (name: string): string =>
  /[\n\t"\\]/.test(name) ? JSON.stringify(name) : name.includes(' ') ? `${name}\t` : name;

/** The lines with their ends; only the last may have none. */
const linesOf = (content: string): readonly string[] => content.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function editScript(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const signed = (sign: Line['sign'], lines: readonly string[]): readonly Line[] =>
    lines.map((text) => ({ sign, text }));
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  return [
    ...signed(' ', before.slice(0, start)),
    ...(old.length * now.length > mostPairs ? [...signed('-', old), ...signed('+', now)] : shortest(old, now)),
    ...signed(' ', before.slice(before.length - end)),
  ];
}

/** The shortest way from one to the other, by the longest common subsequence. */
function shortest(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const now = after[column];
    if (old !== undefined && old === now) {
      lines.push({ sign: ' ', text: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: '-', text: old });
      row += 1;
    } else {
      lines.push({ sign: '+', text: now ?? '' });
      column += 1;
    }
  }
  return lines;
}

/** Changes with little between them share a hunk. */
function hunksOf(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const hunks: { from: number; to: number }[] = [];
  for (const index of changed) {
    const from = Math.max(0, index - contextLines);
    const to = Math.min(lines.length, index + contextLines + 1);
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks.map(({ from, to }) => hunkOf(lines, from, to));
}

function hunkOf(lines: readonly Line[], from: number, to: number): string {
  const shown = lines.slice(from, to);
  const range = (without: Line['sign']): string => {
    const before = lines.slice(0, from).filter(({ sign }) => sign !== without).length;
    const count = shown.filter(({ sign }) => sign !== without).length;
    // An empty side is named by the line before it.
    return `${count === 0 ? before : before + 1},${count}`;
  };
  const body = shown.map(({ sign, text }) =>
    text.endsWith('\n') ? `${sign}${text.slice(0, -1)}` : `${sign}${text}\n\\ No newline at end of file`,
  );
  return [`@@ -${range('+')} +${range('-')} @@`, ...body].join('\n');
}
