import type { ImageJson } from './engine-json.ts';

/**
 * Returns whether an image was made, or got its tag, after a time (milliseconds since 1970). Engine 20.10 does not keep the time of the tag
 * for builds of buildx and Compose; the time of the newest step that did not come from the cache is kept by all.
 */
export function wasMadeSince({ Created, Metadata }: ImageJson, timeMs: number): boolean {
  return [Created, Metadata?.LastTagTime ?? ''].some((time) => Date.parse(time) > timeMs);
}
