import { freshnessOf } from '../../../core/src/content-overlap.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { HostOutput } from './evidence/artefacts.ts';

/** An output of a build on the host, and what it says of the file that it is made of. */
export interface JudgedHostOutput {
  readonly output: HostOutput;
  readonly freshness: ReturnType<typeof freshnessOf>;
}

/** Returns the host's output that says most of the file: one that has it as it is now, else an older one; null where there is none. */
export function judgedHostOutput(evidence: Pick<Known<EvidenceKey>, 'maybe'>): JudgedHostOutput | null {
  const judged = (evidence.maybe('hostOutputs') ?? []).map((output) => ({
    output,
    freshness: freshnessOf(output.overlap, false),
  }));
  const fresh = judged.find(({ freshness }) => freshness === 'fresh');
  return fresh ?? judged.find(({ freshness }) => freshness !== 'unknown') ?? judged[0] ?? null;
}
