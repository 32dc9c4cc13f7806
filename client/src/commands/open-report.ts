import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { reportOf } from './report-of.ts';

/** Shows the last report as a read-only document, as Markdown is previewed: links that run commands are off there. */
export const openReport: Command = async (workbench) => {
  const uri = workbench.reports.update(reportOf(workbench));
  await vscode.commands.executeCommand('markdown.showPreview', uri);
};
