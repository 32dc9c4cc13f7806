import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/extension-api.ts';
import { openFile } from './open-file.ts';
import { outside, readTexts, screenshot } from './outside.ts';
import { waitFor } from './wait-for.ts';

describe('a question about a file', () => {
  let document: vscode.TextDocument;
  let unstale: ExtensionApi;
  before(async () => {
    document = await openFile('src/server.js');
    unstale = await api();
  });
  afterEach(async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is answered from the editor when the change is not saved', async () => {
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '// not saved\n'));
    // VS Code tells the extension host in a second message that the document has become dirty.
    await waitFor('a dirty document', () => document.isDirty || undefined, [vscode.workspace.onDidChangeTextDocument]);
    await ask();
    equal(unstale.report()?.verdict?.cause, 'editor-not-saved');
    await screenshot('4a-not-saved');
  });

  it('tells the same content in the editor and on the disk as one, whatever the encoding', async () => {
    await ask();
    const editor = unstale.report()?.trace.find(({ hop }) => hop === 'editor');
    equal(editor?.state, 'present');
  });

  it('shows one sentence when no engine answers, no notification, and can be asked again', async () => {
    await withEngine('unix:///nowhere/docker.sock', ask);
    equal(unstale.report(), null);
    const [sentence, ...actions] = unstale.rows().map(({ label }) => label);
    match(sentence ?? '', /unix:\/\/\/nowhere\/docker\.sock/);
    deepEqual(actions, ['Try Again', 'Choose Another Engine in the Settings', 'Show the Output']);
    deepEqual(await readTexts('.notification-toast'), []);
    await screenshot('4b-no-engine');
    await outside({ action: 'click', selector: '.monaco-list-row', text: 'Try Again' });
    await outside({ action: 'see', selector: '.monaco-list-row', text: 'image-not-rebuilt', timeoutMs: 30_000 });
  });

  it('ignores remedies that do not stand in the tree', async () => {
    await vscode.env.clipboard.writeText('before');
    const forged = { id: 'forged', remedy: { command: ['rm', '-rf', '/'] } };
    const copying = vscode.commands.executeCommand('unstale.copyCommand', forged);
    await outside({ action: 'see', selector: '.quick-input-list .monaco-list-row', text: 'docker compose' });
    await outside({ action: 'press', keys: 'Escape' });
    await copying;
    equal(await vscode.env.clipboard.readText(), 'before');
  });

  /** Ends when the view shows the answer, or why there is none. */
  const ask = (): Thenable<unknown> => vscode.commands.executeCommand('unstale.why', document.uri);
});

async function api(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('unstale.unstale');
  ok(extension);
  return extension.activate();
}

/** Asks another engine for the time of `run`, as a person does who changes the setting. */
async function withEngine(host: string, run: () => Thenable<unknown>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('unstale');
  await settings.update('docker.host', host, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await settings.update('docker.host', undefined, vscode.ConfigurationTarget.Global);
  }
}
