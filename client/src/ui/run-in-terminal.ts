import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { translate } from './render.ts';
import { forRow } from './safe-text.ts';

export const messages = defineMessages({ source: 'Unstale' });

/** A program and its arguments, where it runs, and what it is called. */
export interface TerminalRun {
  readonly title: string;
  readonly command: readonly string[];
  readonly folder: vscode.Uri | undefined;
  /** Ends the program. */
  readonly signal?: AbortSignal;
}

/**
 * Runs the arguments as they are, through no shell, in a terminal that can be seen. Returns the exit code; undefined when the program
 * was ended from outside or the terminal was closed.
 */
export async function runInTerminal({ title, command, folder, signal }: TerminalRun): Promise<number | undefined> {
  const [program, ...programArguments] = command;
  if (program === undefined || signal?.aborted) return undefined;
  const task = new vscode.Task(
    { type: 'process' },
    // In a workspace of several folders the terminal says in which of them it runs.
    (folder && vscode.workspace.getWorkspaceFolder(folder)) ?? vscode.TaskScope.Workspace,
    forRow(title),
    translate(messages('source')),
    new vscode.ProcessExecution(program, programArguments, folder ? { cwd: folder.fsPath } : {}),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
  let running: vscode.TaskExecution | null = null;
  return new Promise<number | undefined>((resolve, reject) => {
    const ended = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution !== running) return;
      ended.dispose();
      resolve(signal?.aborted ? undefined : exitCode);
    });
    signal?.addEventListener('abort', () => running?.terminate(), { once: true });
    vscode.tasks.executeTask(task).then(
      (execution) => {
        running = execution;
        if (signal?.aborted) execution.terminate();
      },
      (error: unknown) => {
        ended.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
