import type { ReportedContainer } from '../diagnosis/report/report.ts';
import type { Candidate } from '../docker/find-candidates.ts';
import { answerInView, type AskOptions } from './answer-in-view.ts';
import { askedAbout } from './asked-about.ts';
import type { Command, Workbench } from './command.ts';

/** Asks the last question again, of the same container or of the one that took its place. */
export const checkAgain: Command = (workbench) => askAgain(workbench, {});

/** As `checkAgain`, without taking the focus: after a remedy has run, the answer is brought up to date by itself. */
export const checkAgainAside = (workbench: Workbench): Promise<void> => askAgain(workbench, { leavesFocus: true });

/** Asks what Restricted Mode kept from being asked; called when the person has come to trust the workspace. */
export async function askNowTrusted(workbench: Workbench): Promise<void> {
  const { state } = workbench.trace;
  if (state.is === 'failed' && state.problem.actions.includes('manage-trust')) await checkAgainAside(workbench);
}

async function askAgain(workbench: Workbench, options: AskOptions): Promise<void> {
  const { about, report } = workbench.trace;
  const isMeant = (candidate: Candidate): boolean => report !== null && isSuccessor(candidate, report.container);
  await answerInView(workbench, () => (about ? Promise.resolve(about) : askedAbout(undefined)), {
    ...options,
    isMeant,
  });
}

/** A container that was created anew has another ID under the same name, unless Compose gave it the next number. */
const isSuccessor = (candidate: Candidate, before: ReportedContainer): boolean =>
  candidate.id === before.id || candidate.name === before.name;
