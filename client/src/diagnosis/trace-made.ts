import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Known } from './define-cause.ts';
import type { CopyStep, EvidenceKey } from './evidence.ts';
import { judgedHostOutput } from './host-output.ts';
import { judgedArtefact } from './stale-artefact.ts';

export const messages = defineMessages({
  makes: '{instruction} makes {path} of it',
  writes: '{instruction} writes {path}',
  brings: '{instruction} brings what is made of it on the host',
});

/** How a change gets into the image where no instruction copies the file itself. */
export interface WayOfMaking {
  readonly said: Text;
  readonly step: CopyStep;
}

/**
 * Returns the step by which the change gets into the image, of a file that no COPY brings: a RUN of another stage makes something of it, a
 * RUN fetches it, or a COPY takes what the host made of it. Null where no such step was found, or nothing shows that it has to do with the file.
 */
export function wayOfMaking(evidence: Pick<Known<EvidenceKey>, 'maybe'>): WayOfMaking | null {
  if ((evidence.maybe('plan')?.copies.length ?? 0) > 0) return null;
  const artefact = evidence.maybe('artefacts')?.isOnlySource ? judgedArtefact(evidence)?.artefact : undefined;
  if (artefact) {
    const { instruction } = artefact.madeBy;
    return { said: messages('makes', { instruction, path: artefact.path }), step: artefact.madeBy };
  }
  const fetched = evidence.maybe('fetched')?.step;
  if (fetched) {
    const { instruction, containerPath: path } = fetched;
    return { said: messages('writes', { instruction, path }), step: fetched };
  }
  const output = judgedHostOutput(evidence);
  if (!output || output.freshness === 'unknown') return null;
  const { copiedBy } = output.output;
  return { said: messages('brings', { instruction: copiedBy.instruction }), step: copiedBy };
}
