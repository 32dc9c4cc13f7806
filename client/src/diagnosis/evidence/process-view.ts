import { aBoolean } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** What asking processes adds. */
export interface ProcessViewEvidence {
  /** Known, and false, where the person keeps us from running programs in containers. */
  readonly mayExec: boolean;
}

/** The shapes of the topic, for snapshots that are read. */
export const processViewShapes: TopicShapes<ProcessViewEvidence> = { mayExec: gathered(aBoolean) };
