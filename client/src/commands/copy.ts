import * as vscode from 'vscode';
import type { Text } from '../../../core/src/text.ts';
import { translate } from '../ui/render.ts';

/** How long the status bar says that something was copied. */
const shownMs = 3000;

/** Puts `content` on the clipboard, and says so in the status bar. */
export async function copy(content: string, said: Text): Promise<void> {
  await vscode.env.clipboard.writeText(content);
  vscode.window.setStatusBarMessage(translate(said), shownMs);
}
