import path from 'node:path';
import * as vscode from 'vscode';
import type { Question } from '../docker/find-candidates.ts';
import { containerOf } from '../ui/container-node.ts';
import { editorBufferOf } from '../ui/editor-buffer.ts';
import { messages, Refusal } from '../ui/problem.ts';
import type { AskedAbout } from '../ui/trace-state.ts';
import { dockerFlags, type ClientSettings } from '../settings.ts';

/**
 * Returns what the person asks about: the file or container that was clicked on, else the file in the active editor, else
 * all files of the folder. Undefined when the choice of a folder was closed; throws `Refusal` where nothing can be asked.
 */
export async function askedAbout(clicked: unknown): Promise<AskedAbout | undefined> {
  if (clicked instanceof vscode.Uri) return aboutFile(clicked);
  const container = containerOf(clicked);
  const active = vscode.window.activeTextEditor?.document;
  if (container !== null || !active || !isOfPerson(active)) return aboutFolder(container);
  return aboutFile(active.uri);
}

/** Returns what is asked about when it is not one file; `container` is null when it is still to be found. */
export async function aboutFolder(container: string | null): Promise<AskedAbout | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [first] = folders;
  if (!first) throw new Refusal({ text: messages('noFolder'), actions: ['open-folder'] });
  const folder = folders.length === 1 ? first : await vscode.window.showWorkspaceFolderPick();
  return folder && { uri: null, folder: folder.uri, container };
}

function aboutFile(uri: vscode.Uri): AskedAbout {
  if (uri.scheme !== 'file')
    throw new Refusal({ text: messages('notOnDisk', { name: path.posix.basename(uri.path) }), actions: [] });
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.file(path.dirname(uri.fsPath));
  return { uri, folder, container: null };
}

/** Output panels and the documents of extensions are editors to VS Code too; nobody asks about those. */
const isOfPerson = ({ uri }: vscode.TextDocument): boolean =>
  uri.scheme === 'file' || uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;

/** Returns the question as Docker code takes it, with the editor's content of this moment. */
export async function questionOf(about: AskedAbout, settings: ClientSettings): Promise<Question> {
  const { uri, folder, container } = about;
  return {
    path: uri?.fsPath ?? null,
    shown: uri ? vscode.workspace.asRelativePath(uri).split(path.sep).join('/') : '',
    workspaceFolder: folder.fsPath,
    container,
    dockerfile: null,
    composeFiles: [],
    editor: uri ? await editorBufferOf(uri) : null,
    dockerFlags: dockerFlags(settings),
    mayExec: settings.allowExec,
    environment: process.env,
    askRegistry: settings.askRegistry,
  };
}
