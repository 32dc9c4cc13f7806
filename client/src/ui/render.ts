import * as vscode from 'vscode';
import type { Translate } from '../../../core/src/text.ts';

/** Returns the sentence in VS Code's display language, its values filled in; English where there is no translation. */
export const translate: Translate = ({ english, values }) => vscode.l10n.t(english, values);
