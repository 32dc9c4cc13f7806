import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { stepsOfFix, type Remedy, type Report } from '../diagnosis/report/report.ts';
import { Refusal, messages as problems } from '../ui/problem.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import { runInTerminal } from '../ui/run-in-terminal.ts';
import { forNotification } from '../ui/safe-text.ts';
import { checkAgainAside } from './check-again.ts';
import type { Command, Workbench } from './command.ts';
import { confirmRemedies } from './confirm-remedies.ts';
import { makeEdit, openToEdit } from './make-edit.ts';
import { reportOf } from './report-of.ts';

export const messages = defineMessages({
  none: 'There is nothing to carry out: the report has no way out, or one that begins with a change that only you can make',
  fix: 'Fix It',
  fixAndLose: 'Fix It and Lose This',
  running: 'Fixing {container}',
  step: 'step {number} of {count}: {title}',
  failed: 'Step {number} of {count} ended with exit status {status}, and nothing was done after it: {title}',
  underWay: 'This is being fixed already',
  stopped: 'Stopped at step {number} of {count}; nothing was done after it: {title}',
});

/** The reports whose remedies are being carried out: a second click must not do the same beside the first. */
const underWay = new WeakSet<Report>();

/**
 * Carries the verdict's remedies out, one after the other, after the person has read each exact command and what is lost by it. Then the
 * question is asked again, so that the view shows whether the change arrived; also after a step that failed, since those before it were done.
 */
export const fix: Command = async (workbench) => {
  if (!vscode.workspace.isTrusted) throw new Refusal({ text: problems('untrusted'), actions: ['manage-trust'] });
  const report = reportOf(workbench);
  const remedies = stepsOfFix(report.verdict);
  if (remedies.length === 0) throw new Refusal({ text: messages('none'), actions: [] });
  if (underWay.has(report)) throw new Refusal({ text: messages('underWay'), actions: ['show-terminal'] });
  const agreement = { go: messages('fix'), goAndLose: messages('fixAndLose') };
  if (!(await confirmRemedies(report, remedies, agreement))) return;
  underWay.add(report);
  const problem = await carryOut(workbench, report, remedies).finally(() => underWay.delete(report));
  await checkAgainAside(workbench);
  if (problem) throw new Refusal({ text: problem, actions: ['show-terminal'] });
};

/** Returns why the chain came to an end before its last step; null when it did not. */
async function carryOut({ trace }: Workbench, { container }: Report, remedies: readonly Remedy[]) {
  const abort = new AbortController();
  const folder = trace.about?.folder;
  const count = remedies.length;
  return withProgress(translate(messages('running', { container: container.name })), abort, async (signal, tell) => {
    for (const [index, remedy] of remedies.entries()) {
      const number = index + 1;
      const title = translate(remedy.title);
      if (signal.aborted) return messages('stopped', { number, count, title });
      tell(forNotification(translate(messages('step', { number, count, title }))));
      const status = await carryOutOne(remedy, title, folder, signal);
      if (status === undefined) return messages('stopped', { number, count, title });
      if (status !== 0) return messages('failed', { number, count, status, title });
    }
    return null;
  });
}

/** The commands after an edit read the file, so it is saved. */
async function carryOutOne(remedy: Remedy, title: string, folder: vscode.Uri | undefined, signal: AbortSignal) {
  if ('command' in remedy) return runInTerminal({ title, command: remedy.command, folder, signal });
  const document = await openToEdit(remedy);
  await makeEdit(remedy, document);
  return (await document.save()) ? 0 : 1;
}
