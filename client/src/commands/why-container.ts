import { answerInView } from './answer-in-view.ts';
import { aboutFolder } from './asked-about.ts';
import type { Command } from './command.ts';

/** Asks about all files of the folder, whatever is open in the editor. */
export const whyContainer: Command = (workbench) => answerInView(workbench, () => aboutFolder(null));
