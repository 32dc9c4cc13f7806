import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile } from './open-file.ts';
import { screenshot } from './outside.ts';
import { waitFor } from './wait-for.ts';

describe('the packed extension in a clean profile', () => {
  it('activates in under 100 ms, without waiting for its language server', async () => {
    const extension = vscode.extensions.getExtension('unstale.unstale');
    ok(extension, 'it is not installed');
    equal(extension.isActive, false);
    const start = performance.now();
    await extension.activate();
    const elapsed = performance.now() - start;
    console.log(`    activation took ${elapsed.toFixed(1)} ms`);
    ok(elapsed < 100, `activation took ${elapsed.toFixed(1)} ms`);
  });

  it('checks a Dockerfile with nothing but what is in the package', async () => {
    const { uri } = await openFile('Dockerfile');
    await waitFor(
      'a finding',
      () => vscode.languages.getDiagnostics(uri).find(({ source }) => source?.toLowerCase() === 'unstale'),
      [vscode.languages.onDidChangeDiagnostics],
    );
    await screenshot('10-installed');
  });
});
