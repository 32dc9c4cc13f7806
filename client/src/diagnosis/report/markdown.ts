import { asMarkdownBlock, asMarkdownCode, forMarkdown } from '../../../../core/src/escape.ts';
import { defineMessages, type Text, type Translate } from '../../../../core/src/text.ts';
import { filesOf, messages as differenceMessages, summaryOf } from './describe-differences.ts';
import { linesOf, titleOf } from './describe-remedy.ts';
import {
  isSilentEditor,
  type Fact,
  type Notice,
  type Remedy,
  type Report,
  type TracedHop,
  type Undecided,
} from './report.ts';
import { markOf, nameOfCertainty, nameOfHop, nameOfOutcome, nameOfState, sayAnswer } from './words.ts';

export const messages = defineMessages({
  file: 'File',
  container: 'Container',
  image: 'Image',
  service: 'Compose service',
  outcome: 'Outcome',
  cause: 'Cause',
  trace: 'The way of the change',
  proof: 'Proof',
  fix: 'Fix',
  also: 'Also noticed',
  unknown: 'Could not be checked',
  containerInState: '{name} ({state})',
  crashed: 'the check itself',
  footer: 'Engine {endpoint} ({version}, context {context}), {calls} calls, {milliseconds} ms, asked at {time}',
});

/**
 * Returns the report as a Markdown document with all its facts. It has headings, lists and code blocks only, no HTML, no link and
 * no image: everything that came from outside renders as the text it is. Ends with a line break.
 */
export function renderMarkdown(report: Report, translate: Translate): string {
  const say = (text: Text): string => forMarkdown(translate(text));
  const { verdict } = report;
  const blocks = [
    `# ${forMarkdown(sayAnswer(verdict?.certainty ?? 'confirmed', report.answer, translate))}`,
    subjectLines(report, say).join('\n'),
    `## ${say(messages('trace'))}`,
    report.trace
      .filter((traced) => !isSilentEditor(traced))
      .map((traced) => hopLines(traced, say))
      .join('\n'),
    ...section(messages('proof'), verdict ? [factLines(verdict.facts, '', say)] : [], say),
    ...section(messages('fix'), remedyBlocks(verdict?.remedies ?? [], '###', translate), say),
    ...section(differenceMessages('heading'), differenceBlocks(report, say), say),
    ...section(
      messages('also'),
      report.also.flatMap((notice) => noticeBlocks(notice, translate, say)),
      say,
    ),
    ...section(messages('unknown'), report.unknown.length > 0 ? [undecidedLines(report.unknown, say)] : [], say),
    '---',
    say(footerOf(report)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

type Say = (text: Text) => string;

const section = (heading: Text, blocks: readonly string[], say: Say): readonly string[] =>
  blocks.length > 0 ? [`## ${say(heading)}`, ...blocks] : [];

function subjectLines({ subject, container, outcome, verdict }: Report, say: Say): readonly string[] {
  const line = (label: Text, value: string): string => `- ${say(label)}: ${value}`;
  const name = say(messages('containerInState', { name: container.name, state: container.state }));
  return [
    ...(subject.kind === 'file' ? [line(messages('file'), asMarkdownCode(subject.shown))] : []),
    line(messages('container'), name),
    line(messages('image'), asMarkdownCode(container.image)),
    ...(container.service === null
      ? []
      : [line(messages('service'), asMarkdownCode(`${container.project ?? ''}/${container.service}`))]),
    line(messages('outcome'), say(nameOfOutcome(outcome))),
    ...(verdict === null
      ? []
      : [line(messages('cause'), `${asMarkdownCode(verdict.cause)}, ${say(nameOfCertainty(verdict.certainty))}`)]),
  ];
}

function hopLines({ hop, state, facts }: TracedHop, say: Say): string {
  const name = `${markOf(state)} **${say(nameOfHop(hop))}**: ${say(nameOfState(state))}`;
  return [`- ${name}`, factLines(facts, '  ', say)].filter((line) => line !== '').join('\n');
}

/** Each fact with its source as code; sources are commands, fields and places in files. */
const factLines = (facts: readonly Fact[], indent: string, say: Say): string =>
  facts.map(({ text, from }) => `${indent}- ${say(text)}${from === '' ? '' : ` (${asMarkdownCode(from)})`}`).join('\n');

function remedyBlocks(remedies: readonly Remedy[], heading: string, translate: Translate): readonly string[] {
  return remedies.flatMap((remedy) => [
    `${heading} ${forMarkdown(titleOf(remedy, translate))}`,
    ...(remedy.warning ? [forMarkdown(translate(remedy.warning))] : []),
    asMarkdownBlock(linesOf(remedy, translate), 'command' in remedy ? 'sh' : 'text'),
  ]);
}

function differenceBlocks({ differences }: Report, say: Say): readonly string[] {
  const files = filesOf(differences);
  if (!differences || files.length === 0) return [];
  const lines = files.map(
    ({ path, isMissing }) => `- ${isMissing ? say(differenceMessages('missing', { path })) : asMarkdownCode(path)}`,
  );
  return [say(summaryOf(differences)), lines.join('\n')];
}

function noticeBlocks(notice: Notice, translate: Translate, say: Say): readonly string[] {
  return [
    `### ${forMarkdown(sayAnswer(notice.certainty, notice.answer, translate))}`,
    factLines(notice.facts, '', say),
    ...remedyBlocks(notice.remedies, '####', translate),
  ];
}

function undecidedLines(unknown: readonly Undecided[], say: Say): string {
  return unknown
    .flatMap(({ cause, missing }) => [
      `- ${asMarkdownCode(cause)}`,
      ...missing.map(
        ({ evidence, why }) =>
          `  - ${evidence === null ? say(messages('crashed')) : asMarkdownCode(evidence)}: ${say(why)}`,
      ),
    ])
    .join('\n');
}

const footerOf = ({ engine, calls, elapsedMs, takenAt }: Report): Text =>
  messages('footer', {
    endpoint: engine.endpoint,
    version: engine.version,
    context: engine.context,
    calls,
    milliseconds: Math.round(elapsedMs),
    time: takenAt,
  });
