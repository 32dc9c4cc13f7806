import * as vscode from 'vscode';
import { forNotification } from '../ui/safe-text.ts';
import { EngineFailure } from '../docker/engine.ts';
import { messages, problemOf, Refusal, type Problem } from '../ui/problem.ts';
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
    void notify(log, problemOf(error));
  }
}

async function notify(log: vscode.LogOutputChannel, { text, actions }: Problem): Promise<void> {
  const show = translate(messages('show-output'));
  const choices = actions.includes('show-output') ? [show] : [];
  const chosen = await vscode.window.showWarningMessage(forNotification(translate(text)), ...choices);
  if (chosen === show) log.show();
}

/** Writes an error to the output; only a defect of ours comes with its stack. */
export function writeToLog(log: vscode.LogOutputChannel, error: unknown): void {
  if (error instanceof EngineFailure) log.warn(`${error.reason}: ${translate(error.text)}`);
  else if (error instanceof Refusal) log.info(translate(error.problem.text));
  else log.error(error instanceof Error ? error : String(error));
}
