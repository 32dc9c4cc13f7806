import { defineMessages } from '../../../../core/src/text.ts';
import { docker, nameOf, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  removeCompiled: 'Remove the compiled code; Python makes it again',
});

/** Returns the command that removes a `.pyc` inside the container. */
export const removeCompiled = (evidence: RemedyEvidence, path: string): Remedy => ({
  title: messages('removeCompiled'),
  risk: 'safe',
  command: docker(evidence, 'exec', nameOf(evidence), 'rm', '-f', path),
});
