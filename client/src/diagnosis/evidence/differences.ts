import { aBoolean, aNumber, aString, listOf, objectOf } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Which files of the workspace the container does not have as they are. Paths are those below the folder that was asked about. */
export interface Differences {
  /** How many files could be compared. */
  readonly compared: number;
  /** Files that have another content in the container. */
  readonly different: readonly string[];
  /** Files that the container does not have. */
  readonly missing: readonly string[];
  /** False when some files could not be compared, or there are more than are compared. */
  readonly isComplete: boolean;
}

/** What a question about a folder or a whole container adds. */
export interface DifferencesEvidence {
  readonly differences: Differences;
}

/** The shapes of the topic, for snapshots that are read. */
export const differencesShapes: TopicShapes<DifferencesEvidence> = {
  differences: gathered(
    objectOf<Differences>({
      compared: aNumber,
      different: listOf(aString),
      missing: listOf(aString),
      isComplete: aBoolean,
    }),
  ),
};
