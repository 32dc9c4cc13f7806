import { makeVisible } from '../../../core/src/escape.ts';

/** Longer texts are cut; the tooltip or the output has them whole. */
const longest = 300;

/** Returns `shown` as one line for a row of a tree, which renders neither icons nor links: `$(name)` stays what it is. */
export function forRow(shown: string): string {
  const characters = [...makeVisible(shown)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}

/**
 * Returns `shown` as one line for a notification. `[text](command:name)` would become a link that runs a command there:
 * https://github.com/microsoft/vscode/blob/main/src/vs/base/common/linkedText.ts
 */
export const forNotification = (shown: string): string => forRow(shown).replaceAll('](', '] (');
