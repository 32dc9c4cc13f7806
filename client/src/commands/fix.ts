import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { stepsOfFix, type Remedy, type Report } from '../diagnosis/report/report.ts';
import type { FoundLosses } from '../docker/gather-losses.ts';
import { fixPlan } from '../ui/fix-plan.ts';
import { Refusal, messages as problems } from '../ui/problem.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import { runInTerminal } from '../ui/run-in-terminal.ts';
import { forNotification } from '../ui/safe-text.ts';
import { checkAgainAside } from './check-again.ts';
import type { Command, Workbench } from './command.ts';
import { makeEdit, openToEdit } from './make-edit.ts';
import { currentSettings, withEngine } from './open-engine.ts';
import { reportOf } from './report-of.ts';
import { savePatch } from './save-patch.ts';

export const messages = defineMessages({
  none: 'There is nothing to carry out: the report has no way out, or one that begins with a change that only you can make',
  looking: 'Looking what would be lost in {container}',
  fix: 'Fix It',
  fixAndLose: 'Fix It and Lose This',
  save: 'Save a Patch First…',
  running: 'Fixing {container}',
  step: 'step {number} of {count}: {title}',
  failed: 'Step {number} of {count} ended with exit status {status}, and nothing was done after it: {title}',
  stopped: 'Stopped at step {number} of {count}; nothing was done after it: {title}',
});

/**
 * Carries the verdict's remedies out, one after the other, after the person has read each exact command and what is lost by it. Then the
 * question is asked again, so that the view shows whether the change arrived; also after a step that failed, since those before it were done.
 */
export const fix: Command = async (workbench) => {
  if (!vscode.workspace.isTrusted) throw new Refusal({ text: problems('untrusted'), actions: ['manage-trust'] });
  const report = reportOf(workbench);
  const remedies = stepsOfFix(report.verdict);
  if (remedies.length === 0) throw new Refusal({ text: messages('none'), actions: [] });
  const losses = await lossesFor(report, remedies);
  if (!(await agrees(report, remedies, losses))) return;
  const problem = await carryOut(workbench, report, remedies);
  await checkAgainAside(workbench);
  if (problem) throw new Refusal({ text: problem, actions: ['show-output'] });
};

async function lossesFor({ container }: Report, remedies: readonly Remedy[]): Promise<FoundLosses> {
  const title = translate(messages('looking', { container: container.name }));
  const { gatherLosses } = await import('../docker/gather-losses.ts');
  return withEngine(currentSettings(), ({ engine }) =>
    withProgress(title, new AbortController(), (signal) => gatherLosses(engine, container.id, remedies, { signal })),
  );
}

/** Shows what will be done and lost, until the person agrees or gives up; a patch can be saved in between. */
async function agrees({ container }: Report, remedies: readonly Remedy[], losses: FoundLosses): Promise<boolean> {
  const { question, detail } = fixPlan(remedies, losses, translate);
  const written = losses.written ?? [];
  const isLoss = losses.volumes.length > 0 || losses.written === null || written.length > 0;
  const go = translate(messages(isLoss ? 'fixAndLose' : 'fix'));
  const save = translate(messages('save'));
  for (let saved: Text | null = null; ;) {
    // The first button is the one that Enter presses, so nothing is lost by it that can still be saved.
    const buttons = written.length === 0 ? [go] : saved ? [go, save] : [save, go];
    const shown = saved ? `${makeVisible(translate(saved))}\n\n${detail}` : detail;
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail: shown }, ...buttons);
    if (chosen !== save) return chosen === go;
    saved = (await savePatch(container, written)) ?? saved;
  }
}

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
