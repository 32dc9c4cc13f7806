import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import { comparePositions, type TextEdit } from '../../../core/src/range.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { Analysis } from '../analysis.ts';
import { ignoreEdit } from '../lint/ignore-edit.ts';
import { diagnosticSource, fixAllKind, type FindingData } from '../protocol.ts';
import { translate } from '../render.ts';

export const messages = defineMessages({
  ignoreHere: 'Ignore {rule} here',
  fixAll: 'Apply all safe fixes of Unstale',
});

/** Returns the actions for the diagnostics that the client asks about, and the one that applies all safe fixes. */
export function codeActionsFor(params: CodeActionParams, { subject, findings }: Analysis): CodeAction[] {
  const { uri } = params.textDocument;
  const wants = (kind: string): boolean =>
    params.context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const diagnostic of params.context.diagnostics) {
      if (diagnostic.source !== diagnosticSource || typeof diagnostic.code !== 'string') continue;
      const title = translate(messages('ignoreHere', { rule: diagnostic.code }));
      const edit = ignoreEdit(subject.dockerfile, diagnostic.code, diagnostic.range);
      actions.push(...fixesOf(diagnostic, uri), quickFix(title, uri, [edit], diagnostic, false));
    }
  }
  const safe = findings.flatMap(({ fixes }) => fixes.filter((fix) => fix.safe).map(({ edits }) => edits));
  if (wants(fixAllKind) && safe.length > 0) {
    const edit = { changes: { [uri]: withoutOverlaps(safe) } };
    actions.push({ title: translate(messages('fixAll')), kind: fixAllKind, edit });
  }
  return actions;
}

function fixesOf(diagnostic: Diagnostic, uri: string): CodeAction[] {
  const { fixes } = isFindingData(diagnostic.data) ? diagnostic.data : { fixes: [] };
  return fixes.map(({ title, edits }, index) => quickFix(title, uri, edits, diagnostic, index === 0));
}

const isFindingData = (data: unknown): data is FindingData =>
  typeof data === 'object' && data !== null && 'fixes' in data && Array.isArray(data.fixes);

const quickFix = (
  title: string,
  uri: string,
  edits: readonly TextEdit[],
  diagnostic: Diagnostic,
  isPreferred: boolean,
): CodeAction => ({
  title,
  kind: CodeActionKind.QuickFix,
  diagnostics: [diagnostic],
  isPreferred,
  edit: { changes: { [uri]: [...edits] } },
});

/** Takes whole fixes in their order; one that touches what an earlier one changed waits for the next time. */
function withoutOverlaps(fixes: readonly (readonly TextEdit[])[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const edits of fixes) {
    if (!edits.some((edit) => taken.some((other) => overlap(edit, other)))) taken.push(...edits);
  }
  return taken;
}

const overlap = ({ range: a }: TextEdit, { range: b }: TextEdit): boolean =>
  comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
