import path from 'node:path';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Translate } from '../../../core/src/text.ts';
import { filesOf, messages as differenceMessages, summaryOf } from '../diagnosis/report/describe-differences.ts';
import { isSilentEditor, stepsOfFix, type Report } from '../diagnosis/report/report.ts';
import { shortenerFor } from '../diagnosis/report/shorten.ts';
import { nameOfOutcome, sayAnswer } from '../diagnosis/report/words.ts';
import { forRow } from './safe-text.ts';
import { outcomeIcons, plainIcons } from './trace-icons.ts';
import { traceNode, type NodeIcon, type TraceNode } from './trace-node.ts';
import {
  asLabel,
  asLine,
  factRows,
  fileRow,
  hopRow,
  noticeRow,
  remedyRows,
  undecidedRow,
  type Page,
} from './trace-rows.ts';

/** So many rows a person scrolls through; the report has all. */
const mostFiles = 200;

export const messages = defineMessages({
  also: 'Also noticed',
  more: '{count} more, see the report',
  unknown: 'Could not be checked',
  spokenAnswer: '{outcome}: {answer}',
  engine: '{endpoint} ({version})',
  effort: '{calls} calls, {milliseconds} ms',
  engineTooltip:
    'Docker Engine {version}, API {api}, at {endpoint} (from {origin}, context {context}), asked at {time}',
});

/**
 * Returns the rows of a report: the answer with its ways out, the hops with their facts, and what else there is to know.
 * `folder` is the one that the reader is in; paths below it are shown as they are typed there.
 */
export function traceNodes(report: Report, folder: string, translate: Translate): readonly TraceNode[] {
  const id = `${report.container.id}@${report.takenAt}`;
  const page: Page = { translate, id, folder, shorten: shortenerFor(report, folder) };
  const also = report.also.map((notice, index) => noticeRow(page, notice, index));
  const isArrived = report.outcome === 'change-is-present';
  // Where the change has arrived nobody asks what else could have kept it; the report has it all the same.
  const undecided = isArrived ? [] : report.unknown;
  const unknown = undecided.map((cause) => undecidedRow(page, cause));
  const noticed = groupRow(page, 'also', plainIcons.notice, also, isArrived);
  return [
    answerRow(page, report),
    ...differencesRow(page, report, folder),
    ...(isArrived ? noticed : []),
    ...report.trace.filter((hop) => !isSilentEditor(hop)).map((hop) => hopRow(page, hop)),
    ...(isArrived ? [] : noticed),
    ...groupRow(page, 'unknown', plainIcons.unknown, unknown),
    engineRow(page, report),
  ];
}

/** The answer comes first, and below it what helps and what proves it. */
function answerRow(page: Page, { outcome, answer, verdict }: Report): TraceNode {
  const id = `${page.id}/answer`;
  const word = page.translate(nameOfOutcome(outcome));
  const said = sayAnswer(verdict?.certainty ?? 'confirmed', answer, page.translate);
  return traceNode({
    id,
    label: forRow(page.shorten.sentence(said)),
    description: verdict?.cause ?? '',
    tooltip: makeVisible(said),
    spoken: page.shorten.sentence(asLine(page, messages('spokenAnswer', { outcome: word, answer: said }))),
    icon: outcomeIcons[outcome],
    menu: stepsOfFix(verdict).length > 0 ? 'fixableAnswer' : null,
    isOpen: true,
    children: verdict ? [...remedyRows(page, id, verdict.remedies), ...factRows(page, id, verdict.facts)] : [],
  });
}

/** The files that differ, where a folder or the whole container was asked about. */
function differencesRow(page: Page, { differences, subject }: Report, folder: string): readonly TraceNode[] {
  const files = filesOf(differences);
  if (!differences || files.length === 0) return [];
  const root = subject.kind === 'file' ? subject.path : folder;
  const rows = files.slice(0, mostFiles).map((file) => fileRow(page, file, path.resolve(root, file.path)));
  const rest = files.length - rows.length;
  const more =
    rest > 0
      ? [
          traceNode({
            id: `${page.id}/files/more`,
            label: asLabel(page, messages('more', { count: rest })),
            icon: plainIcons.fact,
          }),
        ]
      : [];
  return [
    traceNode({
      id: `${page.id}/files`,
      label: asLabel(page, differenceMessages('heading')),
      description: asLabel(page, summaryOf(differences)),
      icon: plainIcons.differentFile,
      isOpen: true,
      children: [...rows, ...more],
    }),
  ];
}

/** A group without rows is not shown. What was noticed is all there is to read where the change has arrived, so it stands open there, above the hops. */
function groupRow(
  page: Page,
  name: 'also' | 'unknown',
  icon: NodeIcon,
  children: readonly TraceNode[],
  isOpen = false,
): readonly TraceNode[] {
  if (children.length === 0) return [];
  const label = asLabel(page, messages(name));
  return [traceNode({ id: `${page.id}/${name}`, label, description: String(children.length), icon, isOpen, children })];
}

function engineRow(page: Page, { engine, calls, elapsedMs, takenAt }: Report): TraceNode {
  const { endpoint, version, apiVersion: api, origin, context } = engine;
  return traceNode({
    id: `${page.id}/engine`,
    label: asLabel(page, messages('engine', { endpoint, version })),
    description: asLabel(page, messages('effort', { calls, milliseconds: Math.round(elapsedMs) })),
    tooltip: asLine(page, messages('engineTooltip', { endpoint, version, api, origin, context, time: takenAt })),
    icon: plainIcons.engine,
  });
}
