import type { Messages, PlaceholdersOf, Text, ValuesFor } from '../../../core/src/text.ts';
import type { Evidence, EvidenceKey, Snapshot } from './evidence.ts';
import type { Certainty, Fact, Hop, Remedy } from './report/report.ts';

/**
 * What a cause says of a snapshot. Every answer carries a fact; `ruled-out` says why the cause does not apply, and `undecided`
 * what would have to be known.
 */
export type Judgement =
  | {
      readonly is: Certainty;
      readonly answer: Text;
      readonly facts: readonly [Fact, ...Fact[]];
      readonly remedies: readonly Remedy[];
      /** It is so, and is not what was asked about: it stands beside the answer and is never the verdict. */
      readonly isAside?: boolean;
      /** It is so below a live mount of the file, and stands beside a verdict of that mount only. */
      readonly isBelowMount?: boolean;
    }
  | { readonly is: 'ruled-out'; readonly facts: readonly [Fact, ...Fact[]] }
  | { readonly is: 'undecided'; readonly why: Text };

/** The evidence a cause asked for, plus the rest as far as it is known. */
export interface Known<K extends EvidenceKey> {
  /** The values of the keys in `needs`; reading another key is a compile error. */
  readonly its: { readonly [P in K]: Evidence[P] };
  /** The value of a key that is helpful but not needed; null where it is not known. */
  maybe<P extends EvidenceKey>(key: P): Evidence[P] | null;
  /** Whether a key was wanted and could not be had; what was not asked for is not missing. */
  isMissing(key: EvidenceKey): boolean;
  /** Where the value of a key was read, with the field after it: `docker inspect web → .Mounts`. */
  readonly from: (key: EvidenceKey, field?: string) => string;
  /** The flags that lead the docker CLI to this engine. */
  readonly dockerFlags: readonly string[];
}

type MessageArguments<Sentence extends string> = [PlaceholdersOf<Sentence>] extends [never]
  ? []
  : [ValuesFor<Sentence>];

/** How a cause speaks: in its own messages, by their names. */
export interface Say<M extends Messages> {
  text<K extends keyof M & string>(message: K, ...values: MessageArguments<M[K]>): Text;
  readonly confirmed: (answer: Text, facts: readonly [Fact, ...Fact[]], remedies: readonly Remedy[]) => Judgement;
  readonly likely: (answer: Text, facts: readonly [Fact, ...Fact[]], remedies: readonly Remedy[]) => Judgement;
  readonly possible: (answer: Text, facts: readonly [Fact, ...Fact[]], remedies: readonly Remedy[]) => Judgement;
  readonly ruledOut: (text: Text, from: string) => Judgement;
  readonly undecided: (why: Text) => Judgement;
}

/** One way in which a hop loses a change. Its file's name is its id. */
export interface Cause<K extends EvidenceKey = EvidenceKey, M extends Messages = Messages> {
  readonly hop: Hop;
  /** One line for the documentation and for lists. */
  readonly title: string;
  /** Markdown, two or three sentences: how it comes about. */
  readonly why: string;
  /** Evidence without which this cause cannot be judged; it is then `unknown` without being called. */
  readonly needs: readonly K[];
  /** Ids of causes that this one explains better when both speak. */
  readonly outranks?: readonly string[];
  /** Ids of causes of the same hop that hide the change before this one does: of two that are as sure, the last is the verdict. */
  readonly follows?: readonly string[];
  /** Also asked of a file that was deleted; its words have to fit. A cause of how content gets lost is not. */
  readonly judgesDeleted?: boolean;
  readonly messages: M;
  judge(evidence: Known<K>, say: Say<M>): Judgement;
  /** Judges the same of a Dockerfile, whose instructions have to be in the image instead of its content. */
  readonly judgeDockerfile?: (evidence: Known<'container' | 'instructions'>) => Judgement;
  /** Judges what else holds back a change of settings, where a file that states them was asked about. */
  readonly judgeSettings?: (evidence: Known<'container' | 'configuration'>) => Judgement;
}

/** Returns the cause as given; it exists for the types of `needs` and `messages`. */
export const defineCause = <const K extends EvidenceKey, const M extends Messages>(cause: Cause<K, M>): Cause<K, M> =>
  cause;

/** A cause whose evidence and messages are no longer known by type; registries hold these. */
export interface RegisteredCause extends Omit<Cause, 'judge' | 'needs'> {
  readonly id: string;
  readonly needs: readonly EvidenceKey[];
  judge(evidence: Known<EvidenceKey>, say: Say<Messages>): Judgement;
}

/** Returns the cause under its id, as registries hold it. The engine of `judge` guarantees that `needs` are there. */
export const registerCause = <K extends EvidenceKey, M extends Messages>(
  id: string,
  cause: Cause<K, M>,
): RegisteredCause => ({ id, ...cause });

/** Returns the `Say` for a set of messages. */
export function sayWith(messages: Messages): Say<Messages> {
  const speak =
    (is: Certainty) =>
    (answer: Text, facts: readonly [Fact, ...Fact[]], remedies: readonly Remedy[]): Judgement => ({
      is,
      answer,
      facts,
      remedies,
    });
  return {
    text: (message, ...values: readonly Readonly<Record<string, string | number>>[]) => ({
      english: messages[message] ?? message,
      values: values[0] ?? {},
    }),
    confirmed: speak('confirmed'),
    likely: speak('likely'),
    possible: speak('possible'),
    ruledOut: (text, from) => ({ is: 'ruled-out', facts: [{ text, from }] }),
    undecided: (why) => ({ is: 'undecided', why }),
  };
}

/** Returns a view of the snapshot's evidence for a cause whose needs are all known. */
export function knownEvidence(snapshot: Snapshot): Known<EvidenceKey> {
  const { evidence } = snapshot;
  const its = Object.fromEntries(
    Object.entries(evidence).flatMap(([key, gathered]) => (gathered.is === 'known' ? [[key, gathered.value]] : [])),
  ) as { [P in EvidenceKey]: Evidence[P] };
  return {
    its,
    maybe: (key) => its[key] ?? null,
    isMissing: (key) => evidence[key]?.is === 'missing',
    from: (key, field) => {
      const gathered = evidence[key];
      const source = gathered?.is === 'known' ? gathered.from : key;
      return field === undefined ? source : `${source} → ${field}`;
    },
    dockerFlags: snapshot.dockerFlags,
  };
}
