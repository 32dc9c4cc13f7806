import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { linesOf } from '../diagnosis/report/describe-remedy.ts';
import { translate } from '../ui/render.ts';
import type { EditRemedy } from './choose-remedy.ts';

export const messages = defineMessages({
  changesState: 'This changes running containers, images or files.',
  destroysData: 'This can destroy data that exists nowhere else.',
});

/**
 * Returns whether the person agrees to an edit. One that is safe needs no more than the click that asked for it; for
 * another a dialog shows exactly what will be done, and `agree` is the button that does it.
 */
export async function confirmRisk(remedy: EditRemedy, agree: Text): Promise<boolean> {
  if (remedy.risk === 'safe') return true;
  const risk = messages(remedy.risk === 'changes-state' ? 'changesState' : 'destroysData');
  const warning = remedy.warning ? [makeVisible(translate(remedy.warning))] : [];
  const detail = [...linesOf(remedy, translate).map(makeVisible), '', ...warning, translate(risk)].join('\n');
  const button = translate(agree);
  const title = makeVisible(translate(remedy.title));
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}
