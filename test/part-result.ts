import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What one part of the tests came to. A note is one line for whoever reads the end of the run: a failure, or why tests were skipped. */
export interface PartResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notes: readonly string[];
}

/** Keeps a result where the run that started this process expects it. */
export async function writeResult(file: string, result: PartResult): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(result));
}

/** Returns the sum of several results, their notes in order. */
export function sum(results: readonly PartResult[]): PartResult {
  const total = (key: 'passed' | 'failed' | 'skipped') => results.reduce((count, result) => count + result[key], 0);
  return {
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    notes: results.flatMap(({ notes }) => notes),
  };
}
