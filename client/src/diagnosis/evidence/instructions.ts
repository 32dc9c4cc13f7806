import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { Text } from '../../../../core/src/text.ts';
import type { FileLine } from './parts.ts';
import { aText, fileLine, gathered, type TopicShapes } from './shapes.ts';

/** An instruction that the image or the container has otherwise than the Dockerfile says now. No value is kept. */
export interface InstructionSeen {
  /** As a report may show it: `ENV MODE`, `CMD`, `RUN apk …`; of a Compose file the build argument's name, or `target: prod`. */
  readonly shown: string;
  /** `build-section`: the Compose file states it, not the Dockerfile. */
  readonly kind: 'variable' | 'command' | 'other' | 'build-section';
  readonly at: FileLine;
  /** Whether the image that the tag names has it, and the one the container was created from; null where that is not known. */
  readonly inTaggedImage: boolean | null;
  readonly inContainerImage: boolean | null;
  /** Another value that the container was given when it was created; `by` is the Compose line, null for an option of `docker run`. */
  readonly overridden: { readonly by: FileLine | null } | null;
}

/** What became of a Dockerfile's instructions. */
export interface InstructionsEvidence {
  readonly instructions: {
    readonly dockerfile: string;
    readonly isAsked: boolean;
    readonly compared: number;
    /** Those that are not everywhere as the Dockerfile says. */
    readonly different: readonly InstructionSeen[];
    /** Steps that the image has and the Dockerfile does not have any more. */
    readonly leftOver: number;
    /** Whether the tag and the container are of one image; null where that is not known. */
    readonly isSameImage: boolean | null;
    /** How surely this Dockerfile made the image: Compose names it, or the image's history shows it. */
    readonly made: 'proven' | 'shown' | 'unknown';
    readonly doubts: readonly Text[];
    /** What each image sets that no line of the Dockerfile states any more, as `ENV MODE`; left out where it was not asked. */
    readonly settingsLeft?:
      { readonly inTaggedImage: readonly string[]; readonly inContainerImage: readonly string[] } | undefined;
    /** The command that shows the Dockerfile as the image was built from it; left out where no record of that build was compared. */
    readonly builtBy?: string | undefined;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const instructionsShapes: TopicShapes<InstructionsEvidence> = {
  instructions: gathered(
    objectOf<InstructionsEvidence['instructions']>({
      dockerfile: aString,
      isAsked: aBoolean,
      compared: aNumber,
      different: listOf(
        objectOf<InstructionSeen>({
          shown: aString,
          kind: oneOf('variable', 'command', 'other', 'build-section'),
          at: fileLine,
          inTaggedImage: orNull(aBoolean),
          inContainerImage: orNull(aBoolean),
          overridden: orNull(objectOf<NonNullable<InstructionSeen['overridden']>>({ by: orNull(fileLine) })),
        }),
      ),
      leftOver: aNumber,
      isSameImage: orNull(aBoolean),
      made: oneOf('proven', 'shown', 'unknown'),
      doubts: listOf(aText),
      settingsLeft: optional(
        objectOf<NonNullable<InstructionsEvidence['instructions']['settingsLeft']>>({
          inTaggedImage: listOf(aString),
          inContainerImage: listOf(aString),
        }),
      ),
      builtBy: optional(aString),
    }),
  ),
};
