import { basename } from 'node:path';

/** A number alone is met by chance: Compose counts a service's containers, and people their versions. */
const isTelling = (wanted: readonly string[]): boolean => wanted.some((part) => /\D/.test(part));

/**
 * Whether a name is that of one of the folders, or has it among its parts: images and containers of the folder `shop` are mostly called
 * `shop`, `shop-web` or `my_shop_1`.
 */
export function bearsNameOfOne(name: string, folders: readonly string[]): boolean {
  const parts = partsOf(name);
  return folders.map((folder) => partsOf(basename(folder))).some((wanted) => isWithin(wanted, parts));
}

const isWithin = (wanted: readonly string[], parts: readonly string[]): boolean =>
  isTelling(wanted) && parts.some((_, start) => wanted.every((part, index) => parts[start + index] === part));

const partsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[-_.\s]+/)
    .filter(Boolean);
