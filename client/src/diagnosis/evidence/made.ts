import { runMadeShapes, type RunMadeEvidence } from './run-made.ts';
import type { TopicShapes } from './shapes.ts';

/** What a build makes of a file, or instead of it. */
export type MadeEvidence = RunMadeEvidence;

/** The shapes of these topics, for snapshots that are read. */
export const madeShapes: TopicShapes<MadeEvidence> = { ...runMadeShapes };
