import type { Command } from './command.ts';
import { compare } from './compare.ts';

/** Compares the file in the image with the container's. */
export const compareImageWithContainer: Command = (workbench) => compare(workbench, 'container', 'image');
