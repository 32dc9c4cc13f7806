import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { Refusal, messages as problems } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import { runInTerminal } from '../ui/run-in-terminal.ts';
import { checkAgainAside } from './check-again.ts';
import { chooseCommand } from './choose-remedy.ts';
import type { Command } from './command.ts';
import { confirmRisk } from './confirm-risk.ts';

export const messages = defineMessages({ run: 'Run' });

/**
 * Runs a remedy's command in a visible terminal, after the person agreed to what is not safe. When it ends well the question
 * is asked again, so that the view shows whether it helped.
 */
export const runCommand: Command = async (workbench, clicked) => {
  if (!vscode.workspace.isTrusted) throw new Refusal({ text: problems('untrusted'), actions: ['manage-trust'] });
  const remedy = await chooseCommand(workbench, clicked);
  if (!remedy || !(await confirmRisk(remedy, messages('run')))) return;
  const folder = workbench.trace.about?.folder;
  const exitCode = await runInTerminal({ title: translate(remedy.title), command: remedy.command, folder });
  if (exitCode === 0) await checkAgainAside(workbench);
};
