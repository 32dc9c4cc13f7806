import * as vscode from 'vscode';
import { answerInView } from './answer-in-view.ts';
import { askedAbout } from './asked-about.ts';
import type { Command } from './command.ts';
import { rowOf } from './row-of.ts';

/**
 * Asks about the file or container that was clicked on, else about the active editor's file, else about the folder. A file of the
 * list of those that differ is asked about in the container that the list is of.
 */
export const why: Command = (workbench, clicked) => {
  const file = rowOf(workbench, clicked)?.file ?? null;
  if (file === null) return answerInView(workbench, () => askedAbout(clicked));
  const container = workbench.trace.report?.container.id;
  return answerInView(workbench, () => askedAbout(vscode.Uri.file(file)), { isMeant: ({ id }) => id === container });
};
