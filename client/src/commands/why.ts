import { answerInView } from './answer-in-view.ts';
import { askedAbout } from './asked-about.ts';
import type { Command } from './command.ts';

/** Asks about the file or container that was clicked on, else about the active editor's file, else about the folder. */
export const why: Command = (workbench, clicked) => answerInView(workbench, () => askedAbout(clicked));
