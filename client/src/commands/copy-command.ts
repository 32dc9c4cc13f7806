import { defineMessages } from '../../../core/src/text.ts';
import { quoteCommand } from '../diagnosis/report/quote-command.ts';
import { chooseCommand } from './choose-remedy.ts';
import type { Command } from './command.ts';
import { copy } from './copy.ts';

export const messages = defineMessages({ copied: 'The command was copied' });

/** Copies the exact command of a remedy, quoted for a shell. */
export const copyCommand: Command = async (workbench, clicked) => {
  const remedy = await chooseCommand(workbench, clicked);
  if (remedy) await copy(quoteCommand(remedy.command), messages('copied'));
};
