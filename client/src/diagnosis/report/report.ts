import type { Text } from '../../../../core/src/text.ts';
import type { TextEdit } from '../../../../core/src/range.ts';
import type { AskedEngine, EvidenceKey, Subject } from '../evidence.ts';
import type { Differences } from '../evidence/differences.ts';

/** The places a change travels through, in order. */
export const hops = [
  'editor',
  'file',
  'git',
  'context',
  'dockerfile',
  'cache',
  'image',
  'container',
  'mount',
  'file-system',
  'process',
  'request',
] as const;

/** Places that few changes pass through: a trace has them only where something was read of them. */
export const optionalHops: readonly Hop[] = ['git', 'cache', 'request'];

/** One of the places. */
export type Hop = (typeof hops)[number];

/** Whether the change is at a hop. `different` means other content is there; `not-applicable` means nothing was asked, and the facts say why. */
export type HopState = 'present' | 'absent' | 'different' | 'unknown' | 'not-applicable';

/** Something that was read, and where a person can read it again; `from` is empty where nothing was read. */
export interface Fact {
  readonly text: Text;
  readonly from: string;
}

/** `safe` changes nothing that is not made again by the same command; `destroys-data` can lose what exists nowhere else. */
export type Risk = 'safe' | 'changes-state' | 'destroys-data';

/** A way out: an exact command (one argument array, for no shell) or an edit of one file. */
export type Remedy = {
  readonly title: Text;
  readonly risk: Risk;
  /** What a person should know before: what is lost, or what it costs others. */
  readonly warning?: Text;
  /** A person has to change something before or after, as the title says, so nothing may carry it out by itself. */
  readonly needsPerson?: true;
  /** Where the person's change goes, as `from` of a fact names a place. */
  readonly place?: string;
  /** It only shows something for the person to read: nothing is changed by it. */
  readonly isToRead?: true;
} & (
  | { readonly command: readonly string[] }
  | { readonly edit: { readonly file: string; readonly edits: readonly TextEdit[] } }
);

/** Returns the steps that can be carried out one after the other without a person's own change in between; none where one is needed. */
export const stepsOfFix = (verdict: Verdict | null): readonly Remedy[] =>
  verdict && !verdict.remedies.some(({ needsPerson }) => needsPerson) ? verdict.remedies : [];

/** `confirmed`: content was compared, or the engine states it in a field. `likely`: two independent indications. `possible`: one. */
export type Certainty = 'confirmed' | 'likely' | 'possible';

/** A cause that speaks: its answer is the one sentence a person reads first. */
export interface Verdict {
  readonly cause: string;
  readonly hop: Hop;
  readonly certainty: Certainty;
  readonly answer: Text;
  readonly facts: readonly Fact[];
  readonly remedies: readonly Remedy[];
}

/** Something worth knowing that is not the verdict; `cause` is null where no cause stands behind it. */
export type Notice = Omit<Verdict, 'cause'> & { readonly cause: string | null };

/** A cause that could not be decided: what was missing, or the error it crashed with. */
export interface Undecided {
  readonly cause: string;
  readonly missing: readonly { readonly evidence: EvidenceKey | null; readonly why: Text }[];
}

/** One line of the trace. */
export interface TracedHop {
  readonly hop: Hop;
  readonly state: HopState;
  readonly facts: readonly Fact[];
}

/** Whether a line only says that no editor was asked, which tells nobody anything: in a terminal, or about a whole folder. */
export const isSilentEditor = ({ hop, state }: TracedHop): boolean => hop === 'editor' && state === 'not-applicable';

/** The container that was asked about; `project` and `service` are Compose's, null for a container of its own. */
export interface ReportedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly project: string | null;
  readonly service: string | null;
}

/** What came of a question. */
export type Outcome = 'change-is-present' | 'cause-found' | 'unknown';

/** Where the file can be read on each side, for a comparison in the editor; null where it is not. */
export interface Comparable {
  readonly hostPath: string;
  readonly containerPath: string;
  /** ID of the container's image, and of the tag's image. */
  readonly containerImage: string | null;
  readonly taggedImage: string | null;
}

/** The answer for one container and one subject. `answer` is the first line; `trace` the way to it. */
export interface Report {
  readonly subject: Subject;
  readonly engine: AskedEngine;
  readonly container: ReportedContainer;
  readonly outcome: Outcome;
  readonly answer: Text;
  readonly trace: readonly TracedHop[];
  readonly verdict: Verdict | null;
  readonly also: readonly Notice[];
  /** Which files differ, for a question about a folder or a whole container; null where one file was asked about. */
  readonly differences: Differences | null;
  readonly unknown: readonly Undecided[];
  readonly comparable: Comparable | null;
  readonly takenAt: string;
  readonly elapsedMs: number;
  readonly calls: number;
}
