import { aBoolean, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** A build argument that does not arrive, by its name. No value is kept. */
export interface ArgumentSeen {
  readonly name: string;
  readonly why: 'undeclared' | 'before-from' | 'other-stage' | 'after-use' | 'variable-wins';
  /** The Compose line that gives it; null where none does. */
  readonly givenAt: FileLine | null;
  /** The ARG, or the ENV that wins over it; null where there is none. */
  readonly declaredAt: FileLine | null;
  readonly usedAt: FileLine | null;
}

/** What became of the build's arguments. */
export interface BuildArgumentsEvidence {
  readonly unconsumedArguments: {
    readonly dockerfile: string;
    /** The question is about the Dockerfile, or about the Compose file that gives the arguments. */
    readonly isAsked: boolean;
    /** Compose builds the image from this Dockerfile, or its history shows it. */
    readonly isProven: boolean;
    readonly all: readonly ArgumentSeen[];
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const buildArgumentsShapes: TopicShapes<BuildArgumentsEvidence> = {
  unconsumedArguments: gathered(
    objectOf<BuildArgumentsEvidence['unconsumedArguments']>({
      dockerfile: aString,
      isAsked: aBoolean,
      isProven: aBoolean,
      all: listOf(
        objectOf<ArgumentSeen>({
          name: aString,
          why: oneOf('undeclared', 'before-from', 'other-stage', 'after-use', 'variable-wins'),
          givenAt: orNull(fileLine),
          declaredAt: orNull(fileLine),
          usedAt: orNull(fileLine),
        }),
      ),
    }),
  ),
};
