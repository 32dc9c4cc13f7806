import type { Dockerfile, Instruction } from '../../../core/src/dockerfile/model.ts';
import type { Range, TextEdit } from '../../../core/src/range.ts';
import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';
import type { Messages, PlaceholdersOf, Text, ValuesFor } from '../../../core/src/text.ts';
import type { BuildContext } from './build-context.ts';

/** How much a finding weighs; LSP's four severities under the names that settings and reports use. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** All severities, the heaviest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** An edit that removes a finding. Only `safe` ones, which cannot change what the image holds or does, join "fix all". */
export interface Fix {
  readonly title: Text;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** A place elsewhere that explains a finding, such as the line of an ignore file. */
export interface RelatedPlace {
  readonly text: Text;
  readonly uri: string;
  readonly range: Range;
}

/** What a rule may add to a finding. */
export interface FindingExtras {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
}

/** A Dockerfile as a rule sees it. */
export interface DockerfileSubject {
  readonly dockerfile: Dockerfile;
  /** Returns the commands that a RUN instruction runs, with their places in the document; none for another instruction. */
  readonly commandsOf: (instruction: Instruction) => readonly PlacedCommand[];
  /** The build context, where it could be found; a rule says nothing that would need it otherwise. */
  readonly context: BuildContext | null;
}

/** What a rule of each kind of document is given. */
export interface Subjects {
  readonly dockerfile: DockerfileSubject;
}

/** Reports one finding: a message by its name, its values, the range to underline, and extras. */
export type Report<M extends Messages> = <K extends keyof M & string>(
  message: K,
  range: Range,
  values: [PlaceholdersOf<M[K]>] extends [never] ? Readonly<Record<string, never>> : ValuesFor<M[K]>,
  extras?: FindingExtras,
) => void;

/** The build context that a rule's examples assume: its files, and the lines of its `.dockerignore`. */
export interface ExampleContext {
  readonly files: readonly string[];
  readonly ignoreFile: string;
}

/** One way in which a file invites trouble. The file's name is the rule's id. */
export interface Rule<Kind extends keyof Subjects = keyof Subjects, M extends Messages = Messages> {
  readonly on: Kind;
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly summary: string;
  /** Markdown, two or three sentences: what it costs in practice. */
  readonly why: string;
  /** A document with at least one finding of this rule, and one without; tests run both. */
  readonly bad: string;
  readonly good: string;
  readonly exampleContext?: ExampleContext;
  /** Relatives in other tools (`hadolint/DL3020`, `buildkit/CopyIgnoredFile`); a comment that silences one silences this rule. */
  readonly same: readonly string[];
  readonly links: readonly string[];
  readonly messages: M;
  check(file: Subjects[Kind], report: Report<M>): void;
}

/** A rule whose messages are no longer known by type; the registry holds these. */
export interface RegisteredRule extends Omit<Rule, 'check'> {
  readonly id: string;
  check(
    file: DockerfileSubject,
    report: (
      message: string,
      range: Range,
      values: Readonly<Record<string, string | number>>,
      extras?: FindingExtras,
    ) => void,
  ): void;
}

/** Returns the rule as given; it exists for the types of the messages. */
export const defineRule = <Kind extends keyof Subjects, const M extends Messages>(rule: Rule<Kind, M>): Rule<Kind, M> =>
  rule;

/** Returns the rule under its id, as the registry holds it. */
export const registerRule = <Kind extends keyof Subjects, M extends Messages>(
  id: string,
  rule: Rule<Kind, M>,
): RegisteredRule => ({ id, ...rule });
