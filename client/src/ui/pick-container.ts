import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { candidatePicks, type Pickable } from './candidate-picks.ts';
import { translate } from './render.ts';

export const messages = defineMessages({
  title: 'Which container do you mean?',
  placeholder: 'More than one container can hold the change; the likeliest stands first',
});

/** Returns the container the person means: the only one without a question, undefined when the question is closed. */
export async function pickContainer<C extends Pickable>(
  candidates: readonly C[],
  folder: vscode.Uri,
): Promise<C | undefined> {
  if (candidates.length <= 1) return candidates[0];
  const items = candidatePicks(candidates, folder.fsPath, translate).map((pick) =>
    pick.is === 'heading'
      ? { label: pick.label, kind: vscode.QuickPickItemKind.Separator, candidate: undefined }
      : { label: pick.label, description: pick.description, detail: pick.detail, candidate: pick.candidate },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: translate(messages('title')),
    placeHolder: translate(messages('placeholder')),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.candidate;
}
