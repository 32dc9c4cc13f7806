import { decide, parseDockerignore, type IgnoreRule } from '../../../core/src/dockerignore/dockerignore.ts';
import type { BuildPlan } from '../diagnosis/evidence.ts';
import type { Disk } from './disk.ts';

/** An ignore file of a build context, as it stands on the disk. */
export interface IgnoreFile {
  readonly file: string;
  readonly text: string;
  readonly rules: readonly IgnoreRule[];
}

/** Returns the first of the files that can be read; null when there is none. */
export async function readIgnoreFile(disk: Disk, candidates: readonly string[]): Promise<IgnoreFile | null> {
  for (const file of candidates) {
    const text = await disk.readText(file);
    if (text !== null) return { file, text, rules: parseDockerignore(text) };
  }
  return null;
}

/** Returns what an ignore file does to one file of its context, and the line that decides; null without an ignore file. */
export function ignoreOf(ignoreFile: IgnoreFile | null, pathInContext: string): BuildPlan['ignore'] {
  if (!ignoreFile) return null;
  const { file, text, rules } = ignoreFile;
  const { excluded, by } = decide(rules, pathInContext);
  const written = by ? (text.split('\n')[by.line] ?? '').replace(/\r$/, '') : '';
  const decidedBy = by && { pattern: written.trim(), line: by.line + 1, length: written.length };
  return { file, isExcluded: excluded, decidedBy };
}
