import { defineMessages } from '../../../../core/src/text.ts';
import { buildAndRecreate } from '../remedies.ts';
import type { RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  allow: 'Let everybody read the file',
});

/**
 * Returns the commands that let every user read the file: on the host, and in the image where it comes from there, since COPY keeps a
 * file's mode. None where the Dockerfile sets the mode itself.
 */
export function allowReading(evidence: RemedyEvidence): readonly Remedy[] {
  const file = evidence.maybe('fileOnHost');
  const mount = evidence.maybe('mount');
  if (!file || (mount && !mount.isOfEditedFile)) return [];
  const allow: Remedy = { title: messages('allow'), risk: 'changes-state', command: ['chmod', 'a+r', file.realPath] };
  if (mount) return [allow];
  const setsMode = evidence.maybe('plan')?.copies.some(({ instruction }) => /\s--chmod=/.test(instruction)) !== false;
  return setsMode ? [] : [allow, ...buildAndRecreate(evidence)];
}
