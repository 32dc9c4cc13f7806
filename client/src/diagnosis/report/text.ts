import { displayWidth, padToWidth } from '../../../../core/src/display-width.ts';
import { forTerminal } from '../../../../core/src/escape.ts';
import { defineMessages, type Text, type Translate } from '../../../../core/src/text.ts';
import { filesOf, messages as differenceMessages, summaryOf } from './describe-differences.ts';
import { linesOf, titleOf } from './describe-remedy.ts';
import { shortenerFor, shortenHashes } from './shorten.ts';
import { isSilentEditor, type HopState, type Remedy, type Report, type TracedHop, type Undecided } from './report.ts';
import { markOf, nameOfHop, sayAnswer } from './words.ts';

export const messages = defineMessages({
  fix: 'Fix',
  andThen: 'then',
  differs: 'Differs',
  also: 'Also',
  notKnown: 'Not known',
  notKnownFor: '{why} ({causes})',
  notKnownForMany: '{why} ({count} causes)',
  more: '{count} more, see --format json',
  engine: 'engine {endpoint} ({version}), {calls} calls, {milliseconds} ms',
  engineOfContext: 'engine {endpoint} ({version}, context {context}), {calls} calls, {milliseconds} ms',
});

/** How a report is printed. Colour only repeats what signs and words say. */
export interface TextOptions {
  readonly color: boolean;
  readonly translate: Translate;
  /** The terminal's width; absent where the output is no terminal, and lines are then never broken. */
  readonly columns?: number;
  /** The folder the reader is in: facts name files below it as they are typed there. Commands keep their full paths. */
  readonly folder?: string;
}

/** Facts that are longer than this do not push the column of sources further to the right. */
const widestFact = 64;
const mostNotices = 5;
const mostFiles = 10;
const mostCauses = 4;
const margin = '  ';

/**
 * Returns the report as a person reads it in a terminal: the answer, the way to it hop by hop with the source of each fact,
 * the fix, and what else is worth knowing. The hop that decides shows all its facts, the others their first. Nothing that
 * came from outside can act on the terminal. Ends with a line break.
 */
export function renderText(report: Report, options: TextOptions): string {
  const paint = painter(options.color);
  const show = showFor(report, options);
  const lines = [
    paint('bold', show.sentence(sayAnswer(report.verdict?.certainty ?? 'confirmed', report.answer, options.translate))),
    '',
    ...traceLines(report, options, show, paint),
    '',
    ...closingLines(report, options.translate, show, paint),
    margin + paint('dim', forTerminal(options.translate(engineText(report)))),
  ];
  return `${lines.join('\n')}\n`;
}

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';
type Paint = (style: Style, shown: string) => string;

/** Select Graphic Rendition codes: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
};

function painter(color: boolean): Paint {
  if (!color) return (_style, shown) => shown;
  return (style, shown) => `\u001b[${codes[style][0]}m${shown}\u001b[${codes[style][1]}m`;
}

const styles: Readonly<Record<HopState, Style>> = {
  present: 'green',
  absent: 'red',
  different: 'red',
  unknown: 'yellow',
  'not-applicable': 'dim',
};

interface Row {
  readonly state: HopState | null;
  readonly hop: string;
  readonly fact: string;
  readonly from: string;
}

function traceLines(report: Report, { columns }: TextOptions, show: Show, paint: Paint): readonly string[] {
  const deciding = decidingHop(report);
  const rows = report.trace
    .filter((traced) => !isSilentEditor(traced))
    .flatMap((traced) => rowsOf(traced, traced === deciding, report, show));
  const hopWidth = Math.max(0, ...rows.map(({ hop }) => displayWidth(hop))) + 2;
  const factWidth =
    Math.max(0, ...rows.map(({ fact }) => displayWidth(fact)).filter((width) => width <= widestFact)) + 2;
  return rows.flatMap((row) => {
    const sign = row.state === null ? ' ' : paint(styles[row.state], markOf(row.state));
    const start = `${margin}${sign} ${padToWidth(row.hop, hopWidth)}`;
    const indent = margin.length + 2 + hopWidth;
    const fact = padToWidth(row.fact, factWidth - 2);
    const fits = indent + displayWidth(fact) + 2 + displayWidth(row.from) <= (columns ?? Infinity);
    if (fits || row.from === '') return [`${start}${fact}  ${paint('dim', row.from)}`.trimEnd()];
    return [start + row.fact, `${' '.repeat(indent)}  ${paint('dim', row.from)}`];
  });
}

function rowsOf(traced: TracedHop, isDeciding: boolean, report: Report, show: Show): readonly Row[] {
  const hop = show.text(nameOfHop(traced.hop));
  const all = isDeciding ? [...traced.facts, ...(report.verdict?.facts ?? [])] : traced.facts.slice(0, 1);
  const shown = all.map(({ text, from }) => ({ fact: show.text(text), from: show.source(from) }));
  const distinct = shown.filter(
    (row, index) => shown.findIndex(({ fact, from }) => fact === row.fact && from === row.from) === index,
  );
  return distinct.map((row, index) =>
    index === 0 ? { state: traced.state, hop, ...row } : { state: null, hop: '', ...row },
  );
}

/** How the parts of the report are shown: shortened, and with nothing in them that could act on the terminal. */
interface Show {
  readonly sentence: (shown: string) => string;
  readonly text: (text: Text) => string;
  readonly source: (from: string) => string;
}

function showFor(report: Report, { folder, translate }: TextOptions): Show {
  const { sentence, fact, source } = shortenerFor(report, folder);
  return {
    sentence: (shown) => forTerminal(sentence(shown)),
    text: (text) => forTerminal(fact(translate(text))),
    source: (from) => forTerminal(source(from)),
  };
}

/** The hop whose facts decide the outcome: the verdict's; else the last that has the change; else the first that is unknown. */
function decidingHop({ trace, verdict, outcome }: Report): TracedHop | undefined {
  if (verdict) return trace.find(({ hop }) => hop === verdict.hop);
  if (outcome === 'change-is-present') return trace.findLast(({ state }) => state === 'present');
  return trace.find(({ state }) => state === 'unknown');
}

interface Closing {
  readonly label: Text | null;
  readonly line: string;
}

function closingLines(report: Report, translate: Translate, show: Show, paint: Paint): readonly string[] {
  const rows = [
    ...(report.verdict?.remedies ?? []).flatMap((remedy, index) => remedyRows(remedy, index === 0, translate, show)),
    ...labelled(messages('differs'), differenceLines(report, translate)),
    ...labelled(messages('also'), noticeLines(report, translate, show)),
    ...labelled(messages('notKnown'), report.outcome === 'unknown' ? undecidedLines(report.unknown, translate) : []),
  ];
  const labels = rows.map(({ label }) => (label === null ? '' : forTerminal(translate(label))));
  const width = Math.max(0, ...labels.map(displayWidth)) + 2;
  return rows.map(({ line }, index) => {
    const label = labels[index] ?? '';
    const blanks = ' '.repeat(width - displayWidth(label));
    return margin + (label === '' ? '' : paint('bold', label)) + blanks + forTerminal(line);
  });
}

const labelled = (label: Text, lines: readonly string[]): readonly Closing[] =>
  lines.map((line, index) => ({ label: index === 0 ? label : null, line }));

/** A command keeps its full paths, so that it can be run from any folder. */
function remedyRows(remedy: Remedy, isFirst: boolean, translate: Translate, show: Show): readonly Closing[] {
  const warning = remedy.warning ? [show.sentence(translate(remedy.warning))] : [];
  const [first, ...more] = linesOf(remedy, translate);
  const place = 'edit' in remedy ? show.sentence(first) : first;
  const lines = [place, ...more, show.sentence(titleOf(remedy, translate)), ...warning];
  return labelled(messages(isFirst ? 'fix' : 'andThen'), lines);
}

function differenceLines({ differences }: Report, translate: Translate): readonly string[] {
  const files = filesOf(differences);
  if (!differences || files.length === 0) return [];
  const lines = files.map(({ path, isMissing }) =>
    isMissing ? translate(differenceMessages('missing', { path })) : path,
  );
  return [translate(summaryOf(differences)), ...atMost(mostFiles, lines, translate)];
}

function noticeLines({ also }: Report, translate: Translate, show: Show): readonly string[] {
  const lines = also.map(({ certainty, answer }) => show.sentence(sayAnswer(certainty, answer, translate)));
  return atMost(mostNotices, lines, translate);
}

function atMost(most: number, lines: readonly string[], translate: Translate): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), translate(messages('more', { count: lines.length - most }))];
}

/** One line for each thing that stood in the way, with the causes it leaves undecided. */
function undecidedLines(unknown: readonly Undecided[], translate: Translate): readonly string[] {
  const causesByReason = new Map<string, string[]>();
  for (const { cause, missing } of unknown) {
    for (const { why } of missing) {
      const reason = translate(why);
      const causes = causesByReason.get(reason) ?? [];
      if (!causes.includes(cause)) causesByReason.set(reason, [...causes, cause]);
    }
  }
  return Array.from(causesByReason, ([reason, causes]) => {
    const why = shortenHashes(reason);
    return translate(
      causes.length > mostCauses
        ? messages('notKnownForMany', { why, count: causes.length })
        : messages('notKnownFor', { why, causes: causes.join(', ') }),
    );
  });
}

function engineText({ engine, calls, elapsedMs }: Report): Text {
  const values = { endpoint: engine.endpoint, version: engine.version, calls, milliseconds: Math.round(elapsedMs) };
  if (engine.context === '' || engine.context === 'default') return messages('engine', values);
  return messages('engineOfContext', { ...values, context: engine.context });
}
