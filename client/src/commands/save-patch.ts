import path from 'node:path';
import * as vscode from 'vscode';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ReportedContainer } from '../diagnosis/report/report.ts';
import type { WrittenPath } from '../docker/gather-losses.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import { currentSettings, withEngine } from './open-engine.ts';

export const messages = defineMessages({
  title: 'Save What Was Written inside {container}',
  reading: 'Reading what was written inside {container}',
  saved: 'Saved in {name}: {files} files. In another container, this makes the same edits: patch -p1 -d /',
  savedInPart: 'Saved in {name}: {files} files. Not in it, because they are no text or too large: {leftOut}',
});

/** How many paths that are not in the patch are named. */
const namedPaths = 5;

/**
 * Saves what was written inside the container as a patch, where the person wants it, and returns what is in it; null when the dialog was
 * closed. Throws `EngineFailure`.
 */
export async function savePatch(
  { id, name }: ReportedContainer,
  written: readonly WrittenPath[],
): Promise<Text | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder && vscode.Uri.joinPath(folder, `${name}.patch`);
  const title = translate(messages('title', { container: name }));
  const uri = await vscode.window.showSaveDialog({ title, ...(defaultUri ? { defaultUri } : {}) });
  if (!uri) return null;
  const { patchOfContainer } = await import('../docker/patch-of-container.ts');
  const reading = translate(messages('reading', { container: name }));
  const { patch, files, leftOut } = await withEngine(currentSettings(), ({ engine }) =>
    withProgress(reading, new AbortController(), (signal) => patchOfContainer(engine, id, written, { signal })),
  );
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(patch));
  const shown = path.posix.basename(uri.path);
  const left = leftOut.slice(0, namedPaths).join(', ') + (leftOut.length > namedPaths ? ', …' : '');
  return leftOut.length === 0
    ? messages('saved', { files, name: shown })
    : messages('savedInPart', { files, name: shown, leftOut: left });
}
