import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text, type Translate } from '../../../core/src/text.ts';
import { messages as differenceMessages, type DifferingFile } from '../diagnosis/report/describe-differences.ts';
import { linesOf, titleOf } from '../diagnosis/report/describe-remedy.ts';
import type { Fact, HopState, Notice, Remedy, TracedHop, Undecided } from '../diagnosis/report/report.ts';
import type { Shortener } from '../diagnosis/report/shorten.ts';
import { nameOfHop, nameOfState, sayAnswer } from '../diagnosis/report/words.ts';
import { forRow } from './safe-text.ts';
import { plainIcons, stateIcons } from './trace-icons.ts';
import { traceNode, type NodeMenu, type TraceNode } from './trace-node.ts';

export const messages = defineMessages({
  stateAndFact: '{state} · {fact}',
  readIn: 'Read in: {source}',
  notInContainer: 'not in the container',
  spokenFact: '{fact}, read in {source}',
  spokenHop: '{hop}: {state}',
  spokenRemedy: '{title}: {command}',
});

/** What the rows of one report share: the language, and the beginning of their ids. */
export interface Page {
  readonly translate: Translate;
  readonly id: string;
  /** The folder that the reader is in, absolute. */
  readonly folder: string;
  /** Leaves out of a label what is long and says little: digests, and the folder that the reader is in. */
  readonly shorten: Shortener;
}

/** Returns the sentence as a row's label: one line, shortened and cut, nothing in it active. */
export const asLabel = (page: Page, text: Text): string => forRow(page.shorten.fact(page.translate(text)));

/** Returns the sentence whole, as one line in which nothing is hidden: for tooltips. */
export const asLine = (page: Page, text: Text): string => makeVisible(page.translate(text));

/** Returns the rows of facts below the row `parent`; each names where it was read. */
export const factRows = (page: Page, parent: string, facts: readonly Fact[]): readonly TraceNode[] =>
  facts.map(({ text, from }, index) =>
    traceNode({
      ...placeIn(page.folder, from),
      id: `${parent}/fact${index}`,
      label: asLabel(page, text),
      description: forRow(page.shorten.source(from)),
      tooltip: [text, ...(from === '' ? [] : [messages('readIn', { source: from })])]
        .map((line) => asLine(page, line))
        .join('\n'),
      spoken: makeVisible(spokenFact(page, text, from)),
      icon: plainIcons.fact,
    }),
  );

/** Nobody wants to hear 64 digits, so what is spoken is shortened as what is shown. */
function spokenFact(page: Page, text: Text, from: string): string {
  const fact = page.shorten.fact(page.translate(text));
  return from === '' ? fact : page.translate(messages('spokenFact', { fact, source: page.shorten.source(from) }));
}

/**
 * Returns the file and the line, counted from one, that a source names, where it names nothing else and the file is in the reader's folder:
 * a path alone may be one in a container.
 */
function placeIn(folder: string, from: string): Partial<Pick<TraceNode, 'file' | 'line'>> {
  const [, file = '', line] = /^(.+?)(?::(\d+))?$/.exec(from) ?? [];
  const isBelow = file.startsWith(`${folder}/`) || file.startsWith(`${folder}\\`);
  return isBelow && !file.includes(' → ') ? { file, line: line === undefined ? null : Number(line) } : {};
}

/** Returns the rows of ways out below the row `parent`; each shows its exact command or edit. */
export const remedyRows = (page: Page, parent: string, remedies: readonly Remedy[]): readonly TraceNode[] =>
  remedies.map((remedy, index) => {
    const title = titleOf(remedy, page.translate);
    const lines = linesOf(remedy, page.translate);
    const warning = remedy.warning ? [page.translate(remedy.warning)] : [];
    return traceNode({
      ...(remedy.place === undefined ? {} : placeIn(page.folder, remedy.place)),
      id: `${parent}/remedy${index}`,
      label: forRow(page.shorten.sentence(title)),
      description: forRow('edit' in remedy ? page.shorten.sentence(lines[0]) : lines[0]),
      tooltip: [title, ...lines, ...warning].map(makeVisible).join('\n'),
      spoken: asLine(page, messages('spokenRemedy', { title: [title, ...warning].join('. '), command: lines[0] })),
      icon: remedy.risk === 'destroys-data' ? plainIcons.riskyRemedy : plainIcons.remedy,
      menu: 'command' in remedy ? 'commandRemedy' : 'editRemedy',
      remedy,
    });
  });

/** Returns the row of a hop: its name, its state in words, and its first fact; all facts are below it. */
export function hopRow(page: Page, { hop, state, facts }: TracedHop): TraceNode {
  const id = `${page.id}/${hop}`;
  const name = page.translate(nameOfHop(hop));
  const word = page.translate(nameOfState(state));
  const shown = sayState(page, word, state, facts[0]);
  return traceNode({
    id,
    label: forRow(name),
    description: forRow(page.shorten.fact(shown)),
    tooltip: [
      asLine(page, messages('spokenHop', { hop: name, state: word })),
      ...facts.map(({ text }) => asLine(page, text)),
    ].join('\n'),
    spoken: page.shorten.fact(asLine(page, messages('spokenHop', { hop: name, state: shown }))),
    icon: stateIcons[state],
    menu: menuOf(hop),
    children: factRows(page, id, facts),
  });
}

/** The state in words and the first fact; where nothing was asked the fact alone says so, and why. */
function sayState(page: Page, word: string, state: HopState, first: Fact | undefined): string {
  if (!first) return word;
  const fact = page.translate(first.text);
  return state === 'not-applicable' ? fact : page.translate(messages('stateAndFact', { state: word, fact }));
}

/** Returns the row of a file that differs; a click opens the file, and its menu asks about it alone. */
export function fileRow(page: Page, { path, isMissing }: DifferingFile, file: string): TraceNode {
  const said = isMissing ? asLine(page, differenceMessages('missing', { path })) : path;
  return traceNode({
    id: `${page.id}/files/${path}`,
    label: forRow(path),
    description: isMissing ? asLabel(page, messages('notInContainer')) : '',
    tooltip: makeVisible(file),
    spoken: makeVisible(said),
    icon: isMissing ? plainIcons.missingFile : plainIcons.differentFile,
    menu: 'differingFile',
    file,
  });
}

/** Returns the row of something else that was noticed. */
export function noticeRow(page: Page, { answer, cause, certainty, facts, remedies }: Notice, index: number): TraceNode {
  const id = `${page.id}/also/${index}`;
  return traceNode({
    id,
    label: forRow(page.shorten.sentence(sayAnswer(certainty, answer, page.translate))),
    description: cause ?? '',
    icon: plainIcons.notice,
    children: [...remedyRows(page, id, remedies), ...factRows(page, id, facts)],
  });
}

/** Returns the row of a cause that could not be checked, with what was missing below it. */
export function undecidedRow(page: Page, { cause, missing }: Undecided): TraceNode {
  const id = `${page.id}/unknown/${cause}`;
  return traceNode({
    id,
    label: forRow(cause),
    description: missing[0] ? asLabel(page, missing[0].why) : '',
    icon: plainIcons.unknown,
    children: missing.map(({ evidence, why }, index) =>
      traceNode({
        id: `${id}/${index}`,
        label: asLabel(page, why),
        description: evidence ?? '',
        icon: plainIcons.fact,
      }),
    ),
  });
}

/** At these two hops the file can be compared. */
const menuOf = (hop: TracedHop['hop']): NodeMenu =>
  hop === 'image' ? 'imageHop' : hop === 'file-system' ? 'containerHop' : null;
