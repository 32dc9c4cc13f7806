import type { Command } from './command.ts';

/** Shows the extension's output, where failures stand with what led to them. */
export const showOutput: Command = ({ log }) => {
  log.show();
  return Promise.resolve();
};
