import * as l10n from '@vscode/l10n';
import type { Translate } from '../../core/src/text.ts';

/** Sets the message bundle of the display language. */
export const useLanguage = (contents: Readonly<Record<string, string>>): void => {
  l10n.config({ contents: { ...contents } });
};

/** Returns a sentence in the client's display language with its values filled in; English where there is no translation. */
export const translate: Translate = ({ english, values }) => l10n.t(english, { ...values });
