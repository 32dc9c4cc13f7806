/** The newest API version whose answers we know: Docker Engine 28.3. */
const NEWEST_KNOWN = '1.51';
/** The oldest API version whose answers we know: Docker Engine 19.03. */
export const OLDEST_KNOWN = '1.40';

/**
 * Returns the API version to speak with an engine whose newest is `offered`: the smaller of both sides' newest, since an
 * engine refuses a version above its own. `undefined` where the engine is too old, or `offered` is no version.
 */
export function chooseApiVersion(offered: string): string | undefined {
  if (!/^\d{1,4}\.\d{1,4}$/.test(offered)) return undefined;
  if (compareApiVersions(offered, OLDEST_KNOWN) < 0) return undefined;
  return compareApiVersions(offered, NEWEST_KNOWN) < 0 ? offered : NEWEST_KNOWN;
}

/** Returns a negative number when API version `a` is older than `b`, zero when they are equal, else a positive number. */
export function compareApiVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
