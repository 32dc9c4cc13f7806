/** When the bundle began to run, in milliseconds of `performance.now()`: `extension.ts` imports this file before all others. */
export const loadedAt = performance.now();
