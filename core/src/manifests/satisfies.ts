/**
 * Returns whether an installed version is what a manifest wants; null for a range or a source that is not understood here. An exact
 * version, `^`, `~`, `>=`, `x` and `*` are, see https://docs.npmjs.com/cli/using-npm/semver#ranges.
 */
export function satisfies(installed: string, wanted: string): boolean | null {
  const range = wanted.trim().replace(/^[v=]+\s*/, '');
  if (plain(installed) === plain(range)) return true;
  if (range === '*' || range === '' || range === 'latest') return range === 'latest' ? null : true;
  const [, operator = '', version = ''] = /^(\^|~|>=)?\s*v?(\d[\w.+-]*)$/.exec(range) ?? [];
  const have = numbers(installed);
  const want = numbers(version);
  if (version === '' || !have || !want) return null;
  const isFull = want.length >= 3;
  if (operator === '') return isFull || /[a-wyz]/i.test(version) ? false : isBelow(want, have);
  const isNewEnough = compare(have, want) >= 0;
  if (operator === '>=') return isNewEnough;
  // What may not change: with `~` major and minor, with `^` all up to the first number that is not zero.
  const firstSet = want.findIndex((number) => number !== 0);
  const fixed = operator === '~' ? Math.min(2, want.length) : firstSet < 0 ? want.length : firstSet + 1;
  return isNewEnough && isBelow(want.slice(0, fixed), have);
}

const plain = (version: string): string =>
  version
    .trim()
    .replace(/^[v=]+/, '')
    .replace(/\+.*$/, '');

/** The numbers of a version; null where a part before a hyphen is none. */
function numbers(version: string): readonly number[] | null {
  const parts = plain(version)
    .replace(/-.*$/, '')
    .split('.')
    .filter((part) => !/^[x*]$/i.test(part));
  const values = parts.map(Number);
  return values.length > 0 && values.every(Number.isInteger) ? values : null;
}

const isBelow = (prefix: readonly number[], version: readonly number[]): boolean =>
  prefix.every((number, index) => version[index] === number);

function compare(a: readonly number[], b: readonly number[]): number {
  const index = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at).find(
    (at) => (a[at] ?? 0) !== (b[at] ?? 0),
  );
  return index === undefined ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
