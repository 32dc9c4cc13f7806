import { defineMessages, type Text } from '../../../../core/src/text.ts';
import type { BuildPlan, FileLine } from '../evidence.ts';
import { buildAndRecreate } from '../remedies.ts';
import type { RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  declare: 'Declare the argument above the instruction that uses it',
  copyBefore: 'Copy the file before the packages are installed',
  removeInBuild: 'Remove the file below the last COPY, where the base image’s copy would stay',
});

/** Returns the edit that declares a build argument above the instruction that uses it, and the commands that build with it. */
export const declareArgument = (
  evidence: RemedyEvidence,
  name: string,
  { file, line }: FileLine,
): readonly Remedy[] => [
  insertion(messages('declare'), file, { line: line - 1, character: 0 }, `ARG ${name}\n`),
  ...buildAndRecreate(evidence),
];

/**
 * Returns the edit that copies a file to its place before an instruction that needs it, which makes that one run again as well, and the
 * commands that build; null where the file's names cannot stand in a COPY of two words.
 */
export function copyBefore(
  evidence: RemedyEvidence,
  plan: BuildPlan,
  { file, line }: FileLine,
): readonly Remedy[] | null {
  const containerPath = plan.copies[0]?.containerPath;
  if (plan.pathInContext === null || containerPath === undefined) return null;
  if (/\s/.test(plan.pathInContext + containerPath)) return null;
  const step = `COPY ${plan.pathInContext} ${containerPath}\n`;
  return [
    insertion(messages('copyBefore'), file, { line: line - 1, character: 0 }, step),
    ...buildAndRecreate(evidence),
  ];
}

/** Returns the edit that removes a path of the base image in the build, and the commands that build without it; the user of the steps may not be allowed to. */
export function removeInBuild(evidence: RemedyEvidence, plan: BuildPlan, path: string): readonly Remedy[] {
  if (!plan.copyBelow) return [];
  const step = `\nRUN ${JSON.stringify(['rm', '-f', path])}`;
  return [insertion(messages('removeInBuild'), plan.dockerfile, plan.copyBelow, step), ...buildAndRecreate(evidence)];
}

const insertion = (title: Text, file: string, at: { line: number; character: number }, newText: string): Remedy => ({
  title,
  risk: 'changes-state',
  edit: { file, edits: [{ range: { start: at, end: at }, newText }] },
});
