import { aBoolean, aNumber, aString, listOf, objectOf, orNull } from '../../../../core/src/shape.ts';
import type { BuildPlan } from './build-plan.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** A variable that a build step may have written into a bundle, by its name. No value, and no hash of one, is kept. */
export interface BakedVariable {
  readonly name: string;
  /** Where the value that the container has is stated; null for an option of `docker run`. */
  readonly statedAt: FileLine | null;
  /** The ARG or ENV that gives it to the build. */
  readonly declaredAt: FileLine;
  /** It is an ARG, so that a build can be given another value. */
  readonly isArgument: boolean;
  /** The RUN that writes the bundle. */
  readonly madeAt: FileLine;
  /** The RUN, or the script that it calls, names the variable. */
  readonly isNamed: boolean;
  /** A bundle file has the container's value. */
  readonly holdsCurrent: boolean;
  /** A value that the build had is known. */
  readonly isEarlierKnown: boolean;
  /** A bundle file that has a value which the build had; null where none has. */
  readonly holdsEarlier: string | null;
  /** The Compose file gives the build the value that the container has. */
  readonly isGivenToBuild: boolean;
  /** The Compose line that gives the build a value; null where none does. */
  readonly givenAt: FileLine | null;
}

/** What became of variables that frontend tools put into bundles while they build. */
export interface BakedVariablesEvidence {
  readonly bakedVariables: {
    readonly all: readonly BakedVariable[];
    /** The paths of the container that were searched. */
    readonly lookedAt: readonly string[];
    /** How many bundle files were searched. */
    readonly files: number;
    /** All of them were. */
    readonly isComplete: boolean;
    /** What the image is built from. */
    readonly build: Pick<BuildPlan, 'dockerfile' | 'target' | 'contextFolder'>;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const bakedVariablesShapes: TopicShapes<BakedVariablesEvidence> = {
  bakedVariables: gathered(
    objectOf<BakedVariablesEvidence['bakedVariables']>({
      all: listOf(
        objectOf<BakedVariable>({
          name: aString,
          statedAt: orNull(fileLine),
          declaredAt: fileLine,
          isArgument: aBoolean,
          madeAt: fileLine,
          isNamed: aBoolean,
          holdsCurrent: aBoolean,
          isEarlierKnown: aBoolean,
          holdsEarlier: orNull(aString),
          isGivenToBuild: aBoolean,
          givenAt: orNull(fileLine),
        }),
      ),
      lookedAt: listOf(aString),
      files: aNumber,
      isComplete: aBoolean,
      build: objectOf<BakedVariablesEvidence['bakedVariables']['build']>({
        dockerfile: aString,
        target: orNull(aString),
        contextFolder: aString,
      }),
    }),
  ),
};
