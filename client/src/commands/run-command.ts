import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { Refusal, messages as problems } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import { runInTerminal } from '../ui/run-in-terminal.ts';
import { checkAgainAside } from './check-again.ts';
import { chooseCommand, type CommandRemedy } from './choose-remedy.ts';
import type { Command, Workbench } from './command.ts';
import { confirmRemedies } from './confirm-remedies.ts';
import { reportOf } from './report-of.ts';

export const messages = defineMessages({ run: 'Run', runAndLose: 'Run and Lose This' });

/**
 * Runs a remedy's command in a visible terminal, after the person read what is lost by it and agreed. When it ends well the question
 * is asked again, so that the view shows whether it helped; what was only to be read stays before the person's eyes.
 */
export const runCommand: Command = async (workbench, clicked) => {
  if (!vscode.workspace.isTrusted) throw new Refusal({ text: problems('untrusted'), actions: ['manage-trust'] });
  const remedy = await chooseCommand(workbench, clicked);
  if (!remedy || !(await agrees(workbench, remedy))) return;
  const folder = workbench.trace.about?.folder;
  const exitCode = await runInTerminal({ title: translate(remedy.title), command: remedy.command, folder });
  if (exitCode === 0 && !remedy.isToRead) await checkAgainAside(workbench);
};

/** A safe command needs no more than the click that asked for it. */
const agrees = async (workbench: Workbench, remedy: CommandRemedy): Promise<boolean> =>
  remedy.risk === 'safe' ||
  confirmRemedies(reportOf(workbench), [remedy], { go: messages('run'), goAndLose: messages('runAndLose') });
