import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile } from './open-file.ts';
import { outside, readTexts, screenshot } from './outside.ts';
import { waitFor } from './wait-for.ts';

/** The rows of the view as a person sees them, top to bottom. */
const rows = '.pane:has(.pane-header[aria-label^="Trace of a Change"]) .monaco-list-row';

describe('a container that was built before the file was changed', () => {
  before(() => openFile('src/server.js'));

  it('is found by the question, and the verdict stands first in the tree', async () => {
    await askFromPalette();
    await outside({ action: 'see', selector: rows, text: 'image-not-rebuilt', timeoutMs: 30_000 });
    const shown = await readTexts(rows);
    match(shown[0] ?? '', /^shop-\w+-web was not built since you changed src\/server\.js/);
    ok(
      shown.some((row) => row.includes('docker compose') && row.includes('up -d --build web')),
      shown.join('\n'),
    );
    await screenshot('5-verdict');
  });

  it('is compared with the workspace in the diff editor', async () => {
    await vscode.commands.executeCommand('unstale.compareWorkspaceWithContainer');
    const { original, modified } = await waitFor('a diff editor', activeDiff, [
      vscode.window.tabGroups.onDidChangeTabs,
    ]);
    const [left, right] = await Promise.all([original, modified].map((uri) => vscode.workspace.openTextDocument(uri)));
    deepEqual([left, right].map((document) => document?.getText().includes('Hello again')).sort(), [false, true]);
    await outside({ action: 'see', selector: '.monaco-diff-editor .line-insert' });
    await screenshot('6-diff');
  });

  it('is described by a read-only document with the same verdict', async () => {
    await vscode.commands.executeCommand('unstale.openReport');
    const report = await waitFor('the report', openReport, [vscode.workspace.onDidOpenTextDocument]);
    equal(report.languageId, 'markdown');
    match(report.getText(), /was not built since you changed/);
    await outside({ action: 'see-in-webview', text: 'was not built since you changed' });
    await screenshot('7-report');
  });

  it('offers the exact command, which one click copies', async () => {
    await outside({ action: 'hover', selector: rows, text: 'docker compose' });
    await outside({ action: 'click', selector: `${rows} .action-label.codicon-copy` });
    await outside({ action: 'see', selector: '.statusbar-item', text: 'The command was copied' });
    match(await vscode.env.clipboard.readText(), /^docker compose .* up -d --build web$/);
  });
});

/** By the command palette, as a person does. */
async function askFromPalette(): Promise<void> {
  await outside({ action: 'press', keys: 'F1' });
  await outside({ action: 'see', selector: '.quick-input-widget input' });
  await outside({ action: 'type', text: "Why Isn't My Change in the Container" });
  await outside({ action: 'see', selector: '.quick-input-list .monaco-list-row', text: "Why Isn't My Change" });
  await outside({ action: 'press', keys: 'Enter' });
}

function activeDiff(): vscode.TabInputTextDiff | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input : undefined;
}

const openReport = (): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.scheme.startsWith('unstale') && uri.path.endsWith('.md'));
