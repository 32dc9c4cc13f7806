import { homedir, platform, userInfo } from 'node:os';
import * as vscode from 'vscode';
import { defineMessages, plain } from '../../../core/src/text.ts';
import { forPublic } from '../diagnosis/report/for-public.ts';
import { renderMarkdown } from '../diagnosis/report/markdown.ts';
import type { Command } from './command.ts';
import { copy } from './copy.ts';
import { reportOf } from './report-of.ts';

export const messages = defineMessages({
  copied: 'The report was copied for a bug: without your name, your folders and your hosts. Read it before you post it',
  about: 'Unstale {version}, VS Code {editor}, {platform}',
});

/** Copies the last report in English, as Markdown that can be pasted in public. */
export const copyReportForBug: Command = async (workbench) => {
  const folder = workbench.trace.about?.folder.fsPath ?? '';
  const report = forPublic(reportOf(workbench), { homeFolder: homedir(), userName: nameOfUser(), folder });
  const about = plain(messages('about', { version: ownVersion(), editor: vscode.version, platform: platform() }));
  await copy(`${renderMarkdown(report, plain)}\n${about}\n`, messages('copied'));
};

function ownVersion(): string {
  const { version } = vscode.extensions.getExtension('unstale.unstale')?.packageJSON as { readonly version?: string };
  return version ?? '';
}

/** A user without an entry in the system's list has no name to hide. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
