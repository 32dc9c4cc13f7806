import type { FileLine } from './evidence.ts';

/** Returns a line of a file as people write it, and as editors open it: `compose.yaml:7`. */
export const placed = ({ file, line }: FileLine): string => `${file}:${line}`;
