import { defineMessages } from '../../../../core/src/text.ts';
import { containerName } from '../content.ts';
import type { RemedyEvidence } from '../remedies.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  removeCompiled: 'Remove the compiled code; Python makes it again',
});

/** Returns the command that removes a `.pyc` inside the container. */
export function removeCompiled(evidence: RemedyEvidence, path: string): Remedy {
  const container = evidence.maybe('container');
  const name = container ? containerName(container) : '';
  const command = ['docker', ...evidence.dockerFlags, 'exec', name, 'rm', '-f', path];
  return { title: messages('removeCompiled'), risk: 'safe', command };
}
