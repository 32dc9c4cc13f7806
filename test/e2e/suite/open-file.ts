import * as vscode from 'vscode';

/** Opens a file of the workspace folder in an editor. */
export async function openFile(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path));
  return document;
}
