import { basename } from 'node:path';

/** So many letters make a name that is not met by chance. */
const shortestName = 3;

/**
 * Whether a name is that of one of the folders, or has it among its parts: images and containers of the folder `shop` are mostly called
 * `shop`, `shop-web` or `my_shop_1`.
 */
export function bearsNameOfOne(name: string, folders: readonly string[]): boolean {
  const parts = partsOf(name);
  return folders.map((folder) => partsOf(basename(folder))).some((wanted) => isWithin(wanted, parts));
}

const isWithin = (wanted: readonly string[], parts: readonly string[]): boolean =>
  wanted.join('').length >= shortestName &&
  parts.some((_, start) => wanted.every((part, index) => parts[start + index] === part));

const partsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[-_.\s]+/)
    .filter(Boolean);
