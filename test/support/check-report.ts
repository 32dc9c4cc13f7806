import { messages } from '../../client/src/diagnosis/diagnose.ts';
import type { Certainty, Fact, Remedy, Report } from '../../client/src/diagnosis/report/report.ts';
import { plain } from '../../core/src/text.ts';
import type { Expected } from './scenario.ts';

type Expectations = Readonly<Record<string, Expected>>;

const certainties: readonly Certainty[] = ['possible', 'likely', 'confirmed'];

/** Returns what is wrong with the reports, one sentence for each fault; an empty list when all is as it must be. */
export function faultsOf(reports: readonly Report[], expected: Expectations): string[] {
  const found = reports.map(({ container }) => container.name).sort();
  const wanted = Object.keys(expected).sort();
  if (found.join() !== wanted.join())
    return [`containers found: [${found.join(', ')}], wanted: [${wanted.join(', ')}]`];
  return reports.flatMap((report) => faultsOfOne(report, expected[report.container.name]));
}

/** Fails with all faults, each on a line of its own, unless there are none. */
export function insist(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function faultsOfOne(report: Report, expected: Expected | undefined): string[] {
  if (!expected) return [];
  const { verdict } = report;
  const faults = [
    ...unlessOneOf('outcome', report.outcome, expected.outcome),
    ...unlessOneOf('verdict', verdict?.cause, expected.cause),
    ...(verdict && expected.certainty ? unlessOneOf('certainty', verdict.certainty, expected.certainty) : []),
    ...faultsOfWords(report, expected.says ?? []),
    ...faultsOfRemedy(verdict?.remedies ?? [], expected.remedy),
    ...faultsOfOthers(report, expected.also ?? {}),
    ...faultsOfCrashes(report),
  ];
  return faults.map((fault) => `${report.container.name}: ${fault}`);
}

function unlessOneOf(what: string, is: string | undefined, wanted: string | readonly string[] | undefined): string[] {
  const all = typeof wanted === 'string' ? [wanted] : (wanted ?? []);
  const isWanted = is === undefined ? all.length === 0 : all.includes(is);
  return isWanted ? [] : [`${what} is ${is ?? 'none'}, wanted ${all.join(' or ') || 'none'}`];
}

const saidIn = (facts: readonly Fact[]): string[] => facts.flatMap(({ text, from }) => [plain(text), from]);

const differencesIn = ({ differences }: Report): string[] => [
  ...(differences?.different ?? []).map((path) => `different: ${path}`),
  ...(differences?.missing ?? []).map((path) => `missing: ${path}`),
];

function faultsOfWords(report: Report, words: readonly string[]): string[] {
  const { verdict } = report;
  const facts = verdict ? verdict.facts : report.trace.flatMap((hop) => hop.facts);
  const notices = verdict ? [] : report.also.flatMap((notice) => [plain(notice.answer), ...saidIn(notice.facts)]);
  const said = [plain(report.answer), ...saidIn(facts), ...notices, ...differencesIn(report)].join('\n');
  return words
    .filter((word) => !said.includes(word))
    .map((word) => `"${word}" is not said in: ${said.replaceAll('\n', ' | ')}`);
}

/** Returns a remedy's command as one line, or the name of the file it edits. */
const remedyLine = (remedy: Remedy): string =>
  'command' in remedy ? remedy.command.join(' ') : `edit ${remedy.edit.file}`;

function faultsOfRemedy(remedies: readonly Remedy[], wanted: string | undefined): string[] {
  if (wanted === undefined) return [];
  const first = remedies[0] ? remedyLine(remedies[0]) : 'none';
  const pattern = wanted
    .split('…')
    .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(first) ? [] : [`the first remedy is "${first}", wanted "${wanted}"`];
}

function faultsOfOthers(report: Report, wanted: Readonly<Record<string, Certainty>>): string[] {
  const said = report.also.flatMap(({ cause, certainty }) => {
    if (cause === null) return [];
    const most = wanted[cause];
    if (most === undefined) return [`${cause} also speaks (${certainty}) and must not`];
    return certainties.indexOf(certainty) > certainties.indexOf(most)
      ? [`${cause} is ${certainty}, at most ${most} is right`]
      : [];
  });
  const silent = Object.keys(wanted).filter((id) => report.also.every(({ cause }) => cause !== id));
  return [...said, ...silent.map((id) => `${id} does not stand beside the verdict, and must`)];
}

/** A cause that failed is fenced and reported as undecided; no scenario may make one fail. */
function faultsOfCrashes(report: Report): string[] {
  const crashed = report.unknown.flatMap(({ cause, missing }) => missing.map(({ why }) => ({ cause, why })));
  return crashed
    .filter(({ why }) => why.english === messages.sentences.crashed)
    .map(({ cause, why }) => `${cause} crashed: ${plain(why)}`);
}

/** Returns the causes that say anything but "ruled out" in a report, however surely. */
export const speakersOf = (report: Report): string[] => [
  ...(report.verdict ? [report.verdict.cause] : []),
  ...report.also.flatMap(({ cause }) => (cause === null ? [] : [cause])),
];

/** Returns the causes that may speak when each is asked alone. */
export const maySpeak = ({ cause, also, outranked }: Expected): ReadonlySet<string> =>
  new Set([...(cause === undefined ? [] : [cause]), ...Object.keys(also ?? {}), ...(outranked ?? [])]);
