import type { Command } from './command.ts';

/** Starts the language server anew. */
export const restartServer: Command = (workbench) => workbench.restartServer();
