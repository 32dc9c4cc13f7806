import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { quoteCommand } from '../diagnosis/report/quote-command.ts';
import type { Remedy, Report } from '../diagnosis/report/report.ts';
import type { FoundLosses } from '../docker/gather-losses.ts';
import { fixPlan } from '../ui/fix-plan.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import { copy } from './copy.ts';
import { currentSettings, withEngine } from './open-engine.ts';
import { savePatch } from './save-patch.ts';

export const messages = defineMessages({
  looking: 'Looking what would be lost in {container}',
  save: 'Save a Patch First…',
  copy: 'Copy the Commands Instead',
  copied: 'The commands were copied',
});

/** What the button says that agrees: where nothing is lost, and where something is. */
export interface Agreement {
  readonly go: Text;
  readonly goAndLose: Text;
}

/**
 * Returns whether the person agrees to the remedies, after reading each exact command and what is lost by it; a patch of what was written
 * inside the container can be saved in between, and the commands can be copied instead. Throws `EngineFailure` where the container cannot be asked about.
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
  const instead = translate(messages('copy'));
  for (let saved: Text | null = null; ;) {
    // The first button is the one that Enter presses, and VS Code never lets it be Cancel: so nothing is lost by what stands there.
    const harmless = written.length > 0 && !saved ? save : instead;
    const shown = saved ? `${makeVisible(translate(saved))}\n\n${detail}` : detail;
    const chosen = await vscode.window.showWarningMessage(
      question,
      { modal: true, detail: shown },
      ...(isLoss ? [harmless, agree] : [agree]),
    );
    if (chosen === instead) await copyCommands(remedies);
    if (chosen !== save) return chosen === agree;
    saved = (await savePatch(container, written)) ?? saved;
  }
}

const copyCommands = (remedies: readonly Remedy[]): Promise<void> =>
  copy(
    remedies.flatMap((remedy) => ('command' in remedy ? [quoteCommand(remedy.command)] : [])).join('\n'),
    messages('copied'),
  );

async function lossesFor({ id, name }: Report['container'], remedies: readonly Remedy[]): Promise<FoundLosses> {
  const { gatherLosses } = await import('../docker/gather-losses.ts');
  const title = translate(messages('looking', { container: name }));
  return withEngine(currentSettings(), ({ engine }) =>
    withProgress(title, new AbortController(), (signal) => gatherLosses(engine, id, remedies, { signal })),
  );
}
