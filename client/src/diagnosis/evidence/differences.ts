import { aBoolean, aNumber, aString, listOf, objectOf } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** What a question about a folder or a whole container adds. */
export interface DifferencesEvidence {
  /** Files that differ between the workspace and the container. */
  readonly differences: {
    readonly compared: number;
    readonly different: readonly string[];
    readonly isComplete: boolean;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const differencesShapes: TopicShapes<DifferencesEvidence> = {
  differences: gathered(
    objectOf<DifferencesEvidence['differences']>({
      compared: aNumber,
      different: listOf(aString),
      isComplete: aBoolean,
    }),
  ),
};
