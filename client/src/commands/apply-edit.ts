import { defineMessages } from '../../../core/src/text.ts';
import { chooseEdit } from './choose-remedy.ts';
import type { Command } from './command.ts';
import { confirmRisk } from './confirm-risk.ts';
import { makeEdit, openToEdit } from './make-edit.ts';

export const messages = defineMessages({ apply: 'Apply' });

/** Makes a remedy's edit in an editor, where it can be read, undone and saved. The file on the disk is not touched. */
export const applyEdit: Command = async (workbench, clicked) => {
  const remedy = await chooseEdit(workbench, clicked);
  if (!remedy) return;
  const document = await openToEdit(remedy);
  if (await confirmRisk(remedy, messages('apply'))) await makeEdit(remedy, document);
};
