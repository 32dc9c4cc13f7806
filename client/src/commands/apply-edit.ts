import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { Refusal } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import { chooseEdit, type EditRemedy } from './choose-remedy.ts';
import type { Command } from './command.ts';
import { confirmRisk } from './confirm-risk.ts';

export const messages = defineMessages({
  apply: 'Apply',
  unsaved: '{file} has unsaved changes: save it and ask again, so that the edit meets the right lines',
});

/** Makes a remedy's edit in an editor, where it can be read, undone and saved. The file on the disk is not touched. */
export const applyEdit: Command = async (workbench, clicked) => {
  const remedy = await chooseEdit(workbench, clicked);
  if (!remedy) return;
  const uri = vscode.Uri.file(remedy.edit.file);
  const document = await vscode.workspace.openTextDocument(uri);
  // The places were read from the file on the disk.
  if (document.isDirty)
    throw new Refusal({ text: messages('unsaved', { file: vscode.workspace.asRelativePath(uri) }), actions: [] });
  if (!(await confirmRisk(remedy, messages('apply')))) return;
  await vscode.window.showTextDocument(document);
  await vscode.workspace.applyEdit(workspaceEditOf(uri, remedy));
};

function workspaceEditOf(uri: vscode.Uri, { edit, title }: EditRemedy): vscode.WorkspaceEdit {
  const changes = new vscode.WorkspaceEdit();
  for (const { range, newText } of edit.edits) {
    const { start, end } = range;
    const place = new vscode.Range(start.line, start.character, end.line, end.character);
    changes.replace(uri, place, newText, { needsConfirmation: false, label: translate(title) });
  }
  return changes;
}
