import { equal, fail, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile } from './open-file.ts';
import { outside, readTexts, screenshot } from './outside.ts';
import { waitFor } from './wait-for.ts';

describe('the packed extension in a clean profile', () => {
  it('activates in under 100 ms, without waiting for its language server', async () => {
    const extension = vscode.extensions.getExtension('unstale.unstale');
    ok(extension, 'it is not installed');
    equal(extension.isActive, false);
    await extension.activate();
    // VS Code's own measurement: loading the code, and the call of `activate`.
    await vscode.commands.executeCommand('workbench.action.showRuntimeExtensions');
    await outside({ action: 'see', selector: '.runtime-extensions-editor .extension', text: 'Unstale' });
    const shown =
      (await readTexts('.runtime-extensions-editor .extension')).find((row) => row.includes('Unstale')) ?? '';
    await screenshot('10-activation');
    const milliseconds = Number(/Activation: (\d+)\s*ms/.exec(shown)?.[1] ?? fail(shown));
    console.log(`    activation took ${milliseconds} ms`);
    ok(milliseconds < 100, `activation took ${milliseconds} ms`);
  });

  it('checks a Dockerfile with nothing but what is in the package', async () => {
    const { uri } = await openFile('Dockerfile');
    await waitFor(
      'a finding',
      () => vscode.languages.getDiagnostics(uri).find(({ source }) => source?.toLowerCase() === 'unstale'),
      [vscode.languages.onDidChangeDiagnostics],
    );
    await screenshot('11-installed');
  });
});
