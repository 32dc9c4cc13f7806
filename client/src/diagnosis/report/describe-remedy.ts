import type { Position, TextEdit } from '../../../../core/src/range.ts';
import { defineMessages, type Text, type Translate } from '../../../../core/src/text.ts';
import { quoteCommand } from './quote-command.ts';
import type { Remedy } from './report.ts';
import { warningOf } from './words.ts';

export const messages = defineMessages({
  titleAndRisk: '{title} ({risk})',
  editFile: 'edit {place}',
  insert: 'insert at {start}:',
  insertAbove: 'insert above line {line}:',
  insertBelow: 'insert below line {line}:',
  remove: 'remove {start} to {end}',
  removeLine: 'remove line {line}',
  removeLines: 'remove lines {line} to {last}',
  replace: 'replace {start} to {end} by:',
  replaceLine: 'replace line {line} by:',
  replaceLines: 'replace lines {line} to {last} by:',
});

/** Returns what a remedy does, and its risk where it is not safe. */
export function titleOf(remedy: Remedy, translate: Translate): string {
  const warning = warningOf(remedy.risk);
  const title = translate(remedy.title);
  return warning === null ? title : translate(messages('titleAndRisk', { title, risk: translate(warning) }));
}

/**
 * Returns the exact lines of a remedy: the one command, quoted for a shell, or the file to edit followed by its edits, by line where
 * whole lines come or go, else with places as `line:character`; both count from one.
 */
export function linesOf(remedy: Remedy, translate: Translate): readonly [string, ...string[]] {
  if ('command' in remedy) return [quoteCommand(remedy.command)];
  const { file, edits } = remedy.edit;
  const first = edits[0];
  const place = first ? `${file}:${first.range.start.line + 1}` : file;
  return [translate(messages('editFile', { place })), ...edits.flatMap((edit) => linesOfEdit(edit, translate))];
}

function linesOfEdit(edit: TextEdit, translate: Translate): readonly string[] {
  const added = isBelow(edit) ? edit.newText.replace(/^\r?\n/, '') : edit.newText;
  return [translate(headingOf(edit)), ...(added === '' ? [] : linesIn(added).map((line) => `+ ${line}`))];
}

/** Nothing stands behind a place at which a line break is inserted first: it is the end of its line. */
const isBelow = ({ range, newText }: TextEdit): boolean =>
  placeOf(range.start) === placeOf(range.end) && /^\r?\n/.test(newText);

function headingOf(edit: TextEdit): Text {
  const { range, newText } = edit;
  const line = range.start.line + 1;
  if (isBelow(edit)) return messages('insertBelow', { line });
  const areLines = range.start.character === 0 && range.end.character === 0 && /(^|\n)$/.test(newText);
  return areLines ? headingOfLines(line, range.end.line, newText) : headingOfPlaces(edit);
}

/** `last` is the last line that goes; before `line` where none does. */
function headingOfLines(line: number, last: number, newText: string): Text {
  if (last < line) return messages('insertAbove', { line });
  if (last === line) return messages(newText === '' ? 'removeLine' : 'replaceLine', { line });
  return messages(newText === '' ? 'removeLines' : 'replaceLines', { line, last });
}

function headingOfPlaces({ range, newText }: TextEdit): Text {
  const start = placeOf(range.start);
  const end = placeOf(range.end);
  if (start === end) return messages('insert', { start });
  return newText === '' ? messages('remove', { start, end }) : messages('replace', { start, end });
}

const placeOf = ({ line, character }: Position): string => `${line + 1}:${character + 1}`;

/** The lines of a text; a line break at its end opens no further line. */
const linesIn = (newText: string): readonly string[] => newText.replace(/\r?\n$/, '').split(/\r?\n/);
