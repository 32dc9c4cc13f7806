import { freshnessOf } from '../../../core/src/content-overlap.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { HostOutput } from './evidence/artefacts.ts';

/** An output of a build on the host, and what it says of the file that it may be made of. */
export interface JudgedHostOutput {
  readonly output: HostOutput;
  readonly freshness: ReturnType<typeof freshnessOf>;
  /** By more than the second that file systems and builds take. */
  readonly isOlder: boolean;
  /** It has the change, or texts of the file and a time that lets it have the change. */
  readonly mayHaveChange: boolean;
}

/** Returns the host's output that says most of the file: one that has it as it is now, else an older one; null where there is none. */
export function judgedHostOutput(evidence: Pick<Known<EvidenceKey>, 'maybe'>): JudgedHostOutput | null {
  const changedMs = evidence.maybe('fileOnHost')?.modifiedMs ?? 0;
  const judged = (evidence.maybe('hostOutputs') ?? []).map((output): JudgedHostOutput => {
    const freshness = freshnessOf(output.overlap, false);
    const isOlder = output.modifiedMs + 1000 < changedMs;
    const isRelated = output.overlap.linesHeld + output.overlap.literalsHeld > 0;
    const mayHaveChange = freshness === 'fresh' || (freshness === 'unknown' && !isOlder && isRelated);
    return { output, freshness, isOlder, mayHaveChange };
  });
  const fresh = judged.find(({ freshness }) => freshness === 'fresh');
  return fresh ?? judged.find(({ freshness }) => freshness !== 'unknown') ?? judged[0] ?? null;
}
