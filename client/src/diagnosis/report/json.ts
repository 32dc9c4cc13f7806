import type { TextEdit } from '../../../../core/src/range.ts';
import { plain } from '../../../../core/src/text.ts';
import type { AskedEngine, EvidenceKey, Subject } from '../evidence.ts';
import type { Differences } from '../evidence/differences.ts';
import type {
  Certainty,
  Fact,
  Hop,
  HopState,
  Notice,
  Outcome,
  Remedy,
  Report,
  ReportedContainer,
  Risk,
  Undecided,
  Verdict,
} from './report.ts';

/** `text` is an English sentence for people; `from` is where it can be read again. */
export interface FactJson {
  readonly text: string;
  readonly from: string;
}

/** Either `command`, one argument array for no shell, or `edit`, with zero-based positions in UTF-16 code units as in LSP. */
export type RemedyJson = {
  readonly title: string;
  readonly risk: Risk;
  readonly warning?: string;
  /** A person has to change something before or after, as the title says. */
  readonly needsPerson?: true;
} & (
  | { readonly command: readonly string[] }
  | { readonly edit: { readonly file: string; readonly edits: readonly TextEdit[] } }
);

/** The cause that hides the change, as the JSON report has it. */
export interface VerdictJson {
  readonly cause: string;
  readonly hop: Hop;
  readonly certainty: Certainty;
  readonly answer: string;
  readonly facts: readonly FactJson[];
  readonly remedies: readonly RemedyJson[];
}

/** What is worth knowing beside the verdict; without a cause where nothing is lost by it. */
export type NoticeJson = Omit<VerdictJson, 'cause'> & { readonly cause: string | null };

/** A cause that could not be judged, and what was missing for it. */
export interface UndecidedJson {
  readonly cause: string;
  readonly missing: readonly { readonly evidence: EvidenceKey | null; readonly why: string }[];
}

/** One report of `--format json`: the public contract, described by `docs/report.md` and `docs/report.schema.json`. */
export interface ReportJson {
  readonly schema: 1;
  readonly question: 'why-is-my-change-not-in-the-container';
  readonly answer: string;
  readonly subject: Subject;
  readonly engine: AskedEngine;
  readonly container: ReportedContainer;
  readonly outcome: Outcome;
  readonly trace: readonly { readonly hop: Hop; readonly state: HopState; readonly facts: readonly FactJson[] }[];
  readonly verdict: VerdictJson | null;
  readonly also: readonly NoticeJson[];
  readonly differences: Differences | null;
  readonly unknown: readonly UndecidedJson[];
  readonly takenAt: string;
  readonly elapsedMs: number;
  readonly calls: number;
}

/**
 * Returns the report as programs read it. Sentences are English whatever the user's language is; programs go by the ids.
 * Fields are named one by one, so that nothing enters the contract by accident.
 */
export function toJson(report: Report): ReportJson {
  return {
    schema: 1,
    question: 'why-is-my-change-not-in-the-container',
    answer: plain(report.answer),
    subject: subjectOf(report.subject),
    engine: engineOf(report.engine),
    container: containerOf(report.container),
    outcome: report.outcome,
    trace: report.trace.map(({ hop, state, facts }) => ({ hop, state, facts: facts.map(factOf) })),
    verdict: report.verdict && { cause: report.verdict.cause, ...findingOf(report.verdict) },
    also: report.also.map((notice) => ({ cause: notice.cause, ...findingOf(notice) })),
    differences: report.differences && differencesOf(report.differences),
    unknown: report.unknown.map(undecidedOf),
    takenAt: report.takenAt,
    elapsedMs: report.elapsedMs,
    calls: report.calls,
  };
}

const subjectOf = (subject: Subject): Subject =>
  subject.kind === 'file' ? { kind: 'file', path: subject.path, shown: subject.shown } : { kind: 'container' };

const engineOf = ({ endpoint, origin, context, version, apiVersion, imageStore }: AskedEngine): AskedEngine => ({
  endpoint,
  origin,
  context,
  version,
  apiVersion,
  imageStore,
});

const containerOf = ({ id, name, image, state, project, service }: ReportedContainer): ReportedContainer => ({
  id,
  name,
  image,
  state,
  project,
  service,
});

const factOf = ({ text, from }: Fact): FactJson => ({ text: plain(text), from });

const findingOf = ({ hop, certainty, answer, facts, remedies }: Verdict | Notice): Omit<VerdictJson, 'cause'> => ({
  hop,
  certainty,
  answer: plain(answer),
  facts: facts.map(factOf),
  remedies: remedies.map(remedyOf),
});

function remedyOf(remedy: Remedy): RemedyJson {
  const { risk } = remedy;
  const title = plain(remedy.title);
  const said = {
    title,
    risk,
    ...(remedy.warning ? { warning: plain(remedy.warning) } : {}),
    ...(remedy.needsPerson ? { needsPerson: remedy.needsPerson } : {}),
  };
  if ('command' in remedy) return { ...said, command: remedy.command };
  const edits = remedy.edit.edits.map(({ range, newText }) => ({
    range: { start: positionOf(range.start), end: positionOf(range.end) },
    newText,
  }));
  return { ...said, edit: { file: remedy.edit.file, edits } };
}

const differencesOf = ({ compared, different, missing, isComplete }: Differences): Differences => ({
  compared,
  different,
  missing,
  isComplete,
});

const positionOf = ({ line, character }: TextEdit['range']['start']): TextEdit['range']['start'] => ({
  line,
  character,
});

const undecidedOf = ({ cause, missing }: Undecided): UndecidedJson => ({
  cause,
  missing: missing.map(({ evidence, why }) => ({
    evidence,
    why: plain(why),
  })),
});
