import type { Command } from './command.ts';
import { compare } from './compare.ts';

/** Compares the file in the workspace with the container's. */
export const compareWorkspaceWithContainer: Command = (workbench) => compare(workbench, 'container', 'workspace');
