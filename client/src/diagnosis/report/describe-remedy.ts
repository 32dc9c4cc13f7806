import type { Position, TextEdit } from '../../../../core/src/range.ts';
import { defineMessages, type Text, type Translate } from '../../../../core/src/text.ts';
import { quoteCommand } from './quote-command.ts';
import type { Remedy } from './report.ts';
import { warningOf } from './words.ts';

export const messages = defineMessages({
  titleAndRisk: '{title} ({risk})',
  editFile: 'edit {place}',
  insert: 'insert at {start}:',
  remove: 'remove {start} to {end}',
  replace: 'replace {start} to {end} by:',
});

/** Returns what a remedy does, and its risk where it is not safe. */
export function titleOf(remedy: Remedy, translate: Translate): string {
  const warning = warningOf(remedy.risk);
  const title = translate(remedy.title);
  return warning === null ? title : translate(messages('titleAndRisk', { title, risk: translate(warning) }));
}

/**
 * Returns the exact lines of a remedy: the one command, quoted for a shell, or the file to edit followed by its edits, with
 * places as `line:character`, both one-based.
 */
export function linesOf(remedy: Remedy, translate: Translate): readonly [string, ...string[]] {
  if ('command' in remedy) return [quoteCommand(remedy.command)];
  const { file, edits } = remedy.edit;
  const first = edits[0];
  const place = first ? `${file}:${first.range.start.line + 1}` : file;
  return [translate(messages('editFile', { place })), ...edits.flatMap((edit) => linesOfEdit(edit, translate))];
}

function linesOfEdit(edit: TextEdit, translate: Translate): readonly string[] {
  return [translate(headingOf(edit)), ...(edit.newText === '' ? [] : linesIn(edit.newText).map((line) => `+ ${line}`))];
}

function headingOf({ range, newText }: TextEdit): Text {
  const start = placeOf(range.start);
  const end = placeOf(range.end);
  if (start === end) return messages('insert', { start });
  return newText === '' ? messages('remove', { start, end }) : messages('replace', { start, end });
}

const placeOf = ({ line, character }: Position): string => `${line + 1}:${character + 1}`;

/** The lines of a text; a line break at its end opens no further line. */
const linesIn = (newText: string): readonly string[] => newText.replace(/\r?\n$/, '').split(/\r?\n/);
