import type { TextEdit } from '../../core/src/range.ts';

/**
 * What client and server tell each other beyond LSP. The server asks nothing of Docker and runs nothing, so there is no message
 * that would ask it to.
 */

/** Sent by the client with `initialize`, so that messages can be shown in its language. */
export interface InitializationOptions {
  /** The message bundle of the display language: English sentence → translation. Absent or empty: English. */
  readonly l10n?: Readonly<Record<string, string>>;
}

/** Sent by the server in `Diagnostic.data`, and back by the client with a request for code actions: what would remove the finding. */
export interface FindingData {
  readonly fixes: readonly FindingFix[];
}

/** One edit of the document that has the finding. `title` is translated already; only safe ones join "fix all". */
export interface FindingFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** The kind of the action that applies all safe fixes of a document; `editor.codeActionsOnSave` can name it. */
export const fixAllKind = 'source.fixAll.unstale';

/** The `source` of all diagnostics. */
export const diagnosticSource = 'Unstale';
