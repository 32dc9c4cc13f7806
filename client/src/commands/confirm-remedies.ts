import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Remedy, Report } from '../diagnosis/report/report.ts';
import type { FoundLosses } from '../docker/gather-losses.ts';
import { fixPlan } from '../ui/fix-plan.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import { currentSettings, withEngine } from './open-engine.ts';
import { savePatch } from './save-patch.ts';

export const messages = defineMessages({
  looking: 'Looking what would be lost in {container}',
  save: 'Save a Patch First…',
});

/** What the button says that agrees: where nothing is lost, and where something is. */
export interface Agreement {
  readonly go: Text;
  readonly goAndLose: Text;
}

/**
 * Returns whether the person agrees to the remedies, after reading each exact command and what is lost by it; a patch of what was written
 * inside the container can be saved in between. Throws `EngineFailure` where the container cannot be asked about.
 */
export async function confirmRemedies(
  { container }: Report,
  remedies: readonly Remedy[],
  { go, goAndLose }: Agreement,
): Promise<boolean> {
  const losses = await lossesFor(container, remedies);
  const { question, detail } = fixPlan(remedies, losses, translate);
  const written = losses.written ?? [];
  const isLoss = losses.volumes.length > 0 || losses.written === null || written.length > 0;
  const agree = translate(isLoss ? goAndLose : go);
  const save = translate(messages('save'));
  for (let saved: Text | null = null; ;) {
    // The first button is the one that Enter presses, so nothing is lost by it that can still be saved.
    const buttons = written.length === 0 ? [agree] : saved ? [agree, save] : [save, agree];
    const shown = saved ? `${makeVisible(translate(saved))}\n\n${detail}` : detail;
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail: shown }, ...buttons);
    if (chosen !== save) return chosen === agree;
    saved = (await savePatch(container, written)) ?? saved;
  }
}

async function lossesFor({ id, name }: Report['container'], remedies: readonly Remedy[]): Promise<FoundLosses> {
  const { gatherLosses } = await import('../docker/gather-losses.ts');
  const title = translate(messages('looking', { container: name }));
  return withEngine(currentSettings(), ({ engine }) =>
    withProgress(title, new AbortController(), (signal) => gatherLosses(engine, id, remedies, { signal })),
  );
}
