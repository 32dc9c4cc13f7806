import { aString, listOf, objectOf } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** What a building stage takes and does not pass on. */
export interface LeftInStageEvidence {
  readonly leftInStage: {
    /** The paths of the container that come from that stage; neither the file nor its text is in any of them. */
    readonly searched: readonly string[];
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const leftInStageShapes: TopicShapes<LeftInStageEvidence> = {
  leftInStage: gathered(objectOf<LeftInStageEvidence['leftInStage']>({ searched: listOf(aString) })),
};
