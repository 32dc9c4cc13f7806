import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { Text } from '../../../../core/src/text.ts';
import type { FileLine } from './parts.ts';
import { aText, fileLine, gathered, type TopicShapes } from './shapes.ts';

/** A setting that the container has otherwise than the files state it now. Names only: no value, and no hash of one, is kept. */
export interface SettingSeen {
  readonly kind: 'environment' | 'label' | 'mount' | 'option';
  /** The variable, label, path in the container, or key of the service: `LOG_LEVEL`, `/data`, `restart`. */
  readonly name: string;
  /** Where it is stated; of what is stated no more, the service's own line. */
  readonly at: FileLine;
  /** Where variables that were put into the value are set, for example in `.env`. */
  readonly through: readonly FileLine[];
  /** What the container has: another value, nothing, or something that is stated no more. */
  readonly state: 'differs' | 'absent' | 'left-over';
  /** Whether the files alone decide the value; a variable of the shell may have been another when the container was created. */
  readonly isSure: boolean;
  /** Whether the question is about the file that states it, or about the whole container. */
  readonly isAsked: boolean;
}

/** A setting of the asked file over which another one wins, and with it what the container has. */
export interface SettingOverridden {
  readonly kind: 'environment' | 'option';
  readonly name: string;
  readonly at: FileLine;
  /** The line that wins; null for a variable of the shell. */
  readonly by: FileLine | null;
}

/** What a service's files, or the file of a plain `docker run --env-file`, state of the container's settings. */
export interface ConfigurationEvidence {
  readonly configuration: {
    /** What of the settings the question is about; null when it is about a source file, and they stand beside it. */
    readonly asked: 'compose-file' | 'environment-file' | 'whole' | null;
    readonly compared: number;
    readonly different: readonly SettingSeen[];
    readonly overridden: readonly SettingOverridden[];
    /** What could not be compared; empty when everything was. */
    readonly doubts: readonly Text[];
    /** Compose made the container; without it the file may not be the one that it was run with. */
    readonly isComposed: boolean;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const configurationShapes: TopicShapes<ConfigurationEvidence> = {
  configuration: gathered(
    objectOf<ConfigurationEvidence['configuration']>({
      asked: orNull(oneOf('compose-file', 'environment-file', 'whole')),
      compared: aNumber,
      different: listOf(
        objectOf<SettingSeen>({
          kind: oneOf('environment', 'label', 'mount', 'option'),
          name: aString,
          at: fileLine,
          through: listOf(fileLine),
          state: oneOf('differs', 'absent', 'left-over'),
          isSure: aBoolean,
          isAsked: aBoolean,
        }),
      ),
      overridden: listOf(
        objectOf<SettingOverridden>({
          kind: oneOf('environment', 'option'),
          name: aString,
          at: fileLine,
          by: orNull(fileLine),
        }),
      ),
      doubts: listOf(aText),
      isComposed: aBoolean,
    }),
  ),
};
