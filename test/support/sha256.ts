import { createHash } from 'node:crypto';

/** Returns the sha256 of a text as UTF-8, in lower-case hex. */
export const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex');
