import * as vscode from 'vscode';
import { forNotification } from '../ui/safe-text.ts';
import { EngineFailure } from '../docker/engine.ts';
import { doings, messages, problemOf, Refusal, type Problem, type ProblemAction } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';

/**
 * Runs a command. What it throws is shown in one notification, whose end is not waited for: a command has ended when its work
 * has. A command that was cancelled ends silently.
 */
export async function guard(log: vscode.LogOutputChannel, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    writeToLog(log, error);
    if (error instanceof EngineFailure && error.reason === 'cancelled') return;
    void notify(problemOf(error));
  }
}

/** A notification has room for the actions that no row of the view offers beside it. */
async function notify({ text, actions }: Problem): Promise<void> {
  const items = actions.filter(isButton).map((action) => ({ title: translate(messages(action)), action }));
  const chosen = await vscode.window.showWarningMessage(forNotification(translate(text)), ...items);
  if (!chosen) return;
  const { id, given } = doings[chosen.action].command;
  await vscode.commands.executeCommand(id, ...given);
}

const isButton = (action: ProblemAction): boolean =>
  action === 'show-output' || action === 'show-terminal' || action === 'manage-trust';

/** Writes an error to the output; only a defect of ours comes with its stack. */
export function writeToLog(log: vscode.LogOutputChannel, error: unknown): void {
  if (error instanceof EngineFailure) log.warn(`${error.reason}: ${translate(error.text)}`);
  else if (error instanceof Refusal) log.info(translate(error.problem.text));
  else log.error(error instanceof Error ? error : String(error));
}
