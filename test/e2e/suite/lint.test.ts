import { deepEqual, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { outside, readTexts, screenshot } from './outside.ts';
import { openFile } from './open-file.ts';
import { waitFor } from './wait-for.ts';

const rule = 'source-before-dependencies';

describe('a Dockerfile that copies its source before it installs dependencies', () => {
  let document: vscode.TextDocument;
  before(async () => {
    document = await openFile('Dockerfile');
  });
  after(() => vscode.commands.executeCommand('workbench.action.files.revert'));

  it('is underlined at the instruction that is too early', async () => {
    const found = await waitFor(`the diagnostic ${rule}`, finding, [vscode.languages.onDidChangeDiagnostics]);
    deepEqual(found.range.start, new vscode.Position(2, 0));
    match(found.message, /npm ci/);
    await outside({ action: 'see', selector: '.squiggly-warning' });
    await screenshot('1-squiggle');
  });

  it('explains the effect of an instruction on hover', async () => {
    await outside({ action: 'hover', selector: '.view-line span', text: 'WORKDIR' });
    await outside({ action: 'see', selector: '.monaco-hover .hover-contents', text: 'WORKDIR' });
    const [shown = ''] = await readTexts('.monaco-hover .hover-contents');
    match(shown, /layer/);
    match(shown, /reruns/);
    await screenshot('2-hover');
    await outside({ action: 'press', keys: 'Escape' });
  });

  it('is mended by its quick fix, and the underline is gone', async () => {
    const { range } = finding() ?? {};
    ok(range);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(range.start, range.start);
    await outside({ action: 'click', selector: '[class*="codicon-gutter-lightbulb"]' });
    await outside({ action: 'see', selector: '.action-widget .monaco-list-row.action', text: 'npm ci' });
    await screenshot('3-quick-fix');
    // The menu covers the window with something that takes the clicks beside it, so the selected entry is taken by key.
    await outside({ action: 'press', keys: 'Enter' });
    await waitFor('the install before the source', () => (isMended(document.getText()) ? true : undefined), [
      vscode.workspace.onDidChangeTextDocument,
    ]);
    await waitFor('no more finding', () => (finding() ? undefined : true), [vscode.languages.onDidChangeDiagnostics]);
    await screenshot('4-mended');
  });

  const finding = (): vscode.Diagnostic | undefined =>
    vscode.languages.getDiagnostics(document.uri).find(({ code }) => idOf(code) === rule);
});

/** A diagnostic's code is the rule's id, alone or beside a link to its documentation. */
const idOf = (code: vscode.Diagnostic['code']): unknown => (typeof code === 'object' ? code.value : code);

/** Manifests, install, source: in this order. */
function isMended(text: string): boolean {
  const places = [/^COPY .*package\.json/m, /^RUN npm ci/m, /^COPY \. \.$/m].map((line) => text.search(line));
  return !places.includes(-1) && places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}
