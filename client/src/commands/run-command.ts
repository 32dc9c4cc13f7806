import * as vscode from 'vscode';
import { forRow } from '../ui/safe-text.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { Refusal, messages as problems } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import { checkAgainAside } from './check-again.ts';
import { chooseCommand, type CommandRemedy } from './choose-remedy.ts';
import type { Command } from './command.ts';
import { confirmRisk } from './confirm-risk.ts';

export const messages = defineMessages({ run: 'Run', source: 'Unstale' });

/**
 * Runs a remedy's command in a visible terminal, after the person agreed to what is not safe. When it ends well the question
 * is asked again, so that the view shows whether it helped.
 */
export const runCommand: Command = async (workbench, clicked) => {
  if (!vscode.workspace.isTrusted) throw new Refusal({ text: problems('untrusted'), actions: ['manage-trust'] });
  const remedy = await chooseCommand(workbench, clicked);
  if (!remedy || !(await confirmRisk(remedy, messages('run')))) return;
  const { about } = workbench.trace;
  const exitCode = await runInTerminal(remedy, about?.folder);
  if (exitCode === 0) await checkAgainAside(workbench);
};

/** Runs the arguments as they are, through no shell. Returns the exit code; undefined when the terminal was closed. */
async function runInTerminal({ title, command }: CommandRemedy, folder: vscode.Uri | undefined) {
  const [program, ...programArguments] = command;
  if (program === undefined) return undefined;
  const task = new vscode.Task(
    { type: 'process' },
    vscode.TaskScope.Workspace,
    forRow(translate(title)),
    translate(messages('source')),
    new vscode.ProcessExecution(program, programArguments, folder ? { cwd: folder.fsPath } : {}),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
  let running: vscode.TaskExecution | null = null;
  return new Promise<number | undefined>((resolve, reject) => {
    const ended = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution !== running) return;
      ended.dispose();
      resolve(exitCode);
    });
    vscode.tasks.executeTask(task).then(
      (execution) => (running = execution),
      (error: unknown) => {
        ended.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
