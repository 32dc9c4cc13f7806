import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { EditorBuffer } from '../diagnosis/evidence.ts';

/** Returns what the editor holds of a file, as the bytes that saving it would write; null when the file is not open. */
export async function editorBufferOf(uri: vscode.Uri): Promise<EditorBuffer | null> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (!document) return null;
  const bytes = await vscode.workspace.encode(document.getText(), { encoding: document.encoding });
  return { isDirty: document.isDirty, sha256: createHash('sha256').update(bytes).digest('hex') };
}
