import * as vscode from 'vscode';
import { forLabel } from '../../../core/src/escape.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { linesOf, titleOf } from '../diagnosis/report/describe-remedy.ts';
import type { Remedy, Report } from '../diagnosis/report/report.ts';
import { Refusal } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import type { Workbench } from './command.ts';
import { reportOf } from './report-of.ts';
import { rowOf } from './row-of.ts';

export const messages = defineMessages({
  which: 'Which way out?',
  noCommand: 'The report offers no command to run',
  noEdit: 'The report offers no edit',
});

/** A remedy that is a command. */
export type CommandRemedy = Extract<Remedy, { command: unknown }>;
/** A remedy that changes a file of the workspace. */
export type EditRemedy = Extract<Remedy, { edit: unknown }>;

/** Returns the command that was clicked on or picked; undefined when the picker was closed. */
export const chooseCommand = (workbench: Workbench, clicked: unknown): Promise<CommandRemedy | undefined> =>
  choose(workbench, clicked, isCommand, 'noCommand');

/** Returns the edit that was clicked on or picked; undefined when the picker was closed. */
export const chooseEdit = (workbench: Workbench, clicked: unknown): Promise<EditRemedy | undefined> =>
  choose(workbench, clicked, isEdit, 'noEdit');

/** Only remedies of the report that is shown are taken, whatever a caller passes: a click is on a row of this tree. */
async function choose<R extends Remedy>(
  workbench: Workbench,
  clicked: unknown,
  isWanted: (remedy: Remedy) => remedy is R,
  none: 'noCommand' | 'noEdit',
): Promise<R | undefined> {
  const shown = rowOf(workbench, clicked)?.remedy;
  if (shown && isWanted(shown)) return shown;
  const offered = remediesOf(reportOf(workbench)).filter(isWanted);
  if (offered.length === 0) throw new Refusal({ text: messages(none), actions: [] });
  const items = offered.map((remedy) => ({
    label: forLabel(titleOf(remedy, translate)),
    detail: forLabel(linesOf(remedy, translate)[0]),
    remedy,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: translate(messages('which')) });
  return picked?.remedy;
}

const isCommand = (remedy: Remedy): remedy is CommandRemedy => 'command' in remedy;

const isEdit = (remedy: Remedy): remedy is EditRemedy => 'edit' in remedy;

const remediesOf = ({ verdict, also }: Report): readonly Remedy[] => [
  ...(verdict?.remedies ?? []),
  ...also.flatMap(({ remedies }) => remedies),
];
