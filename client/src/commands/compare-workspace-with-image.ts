import type { Command } from './command.ts';
import { compare } from './compare.ts';

/** Compares the file in the workspace with the image's. */
export const compareWorkspaceWithImage: Command = (workbench) => compare(workbench, 'image', 'workspace');
