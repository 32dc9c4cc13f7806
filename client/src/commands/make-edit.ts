import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { Refusal } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import type { EditRemedy } from './choose-remedy.ts';

export const messages = defineMessages({
  unsaved: '{file} has unsaved changes: save it and ask again, so that the edit meets the right lines',
});

/** Opens the file that a remedy edits; throws `Refusal` for one with unsaved changes: the places were read from the file on the disk. */
export async function openToEdit({ edit }: EditRemedy): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.file(edit.file);
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty)
    throw new Refusal({ text: messages('unsaved', { file: vscode.workspace.asRelativePath(uri) }), actions: [] });
  return document;
}

/** Makes a remedy's edit in an editor, at its place, where it can be read and undone. The file on the disk is not touched. */
export async function makeEdit({ edit, title }: EditRemedy, document: vscode.TextDocument): Promise<void> {
  const [first] = edit.edits;
  const at = first && new vscode.Position(first.range.start.line, first.range.start.character);
  await vscode.window.showTextDocument(document, at ? { selection: new vscode.Range(at, at) } : {});
  const changes = new vscode.WorkspaceEdit();
  for (const { range, newText } of edit.edits) {
    const { start, end } = range;
    const place = new vscode.Range(start.line, start.character, end.line, end.character);
    changes.replace(document.uri, place, newText, { needsConfirmation: false, label: translate(title) });
  }
  await vscode.workspace.applyEdit(changes);
}
