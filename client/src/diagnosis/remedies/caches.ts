import { defineMessages } from '../../../../core/src/text.ts';
import { buildWithoutCache, restart } from '../remedies.ts';
import { docker, nameOf, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  pruneMount: 'Empty this one cache mount',
  pruneMounts: 'Empty the cache mounts of this builder; other projects compile from scratch once, too',
  clear: 'Clear the framework’s cache',
});

/**
 * Returns the commands that empty the cache mounts of the step, where they are known, else all of the builder's, and build with no step
 * from the cache, which would have the old result.
 */
export function pruneCacheMounts(evidence: RemedyEvidence): readonly Remedy[] {
  const prune = (title: Remedy['title'], filter: string): Remedy => ({
    title,
    risk: 'changes-state',
    command: docker(evidence, 'builder', 'prune', '-f', '--filter', filter),
  });
  const own = (evidence.maybe('cacheMounts') ?? []).map((id) => prune(messages('pruneMount'), `id=${id}`));
  const all = prune(messages('pruneMounts'), 'type=exec.cachemount');
  return [...(own.length > 0 ? own : [all]), ...buildWithoutCache(evidence)];
}

/** Returns the commands that clear a framework's cache in the container and start its process again. */
export function clearCache(evidence: RemedyEvidence, words: readonly string[]): readonly Remedy[] {
  const command = docker(evidence, 'exec', nameOf(evidence), ...words);
  return [{ title: messages('clear'), risk: 'changes-state', command }, restart(evidence)];
}
