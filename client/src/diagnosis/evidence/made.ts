import { artefactsShapes, type ArtefactsEvidence } from './artefacts.ts';
import { runMadeShapes, type RunMadeEvidence } from './run-made.ts';
import type { TopicShapes } from './shapes.ts';

/** What a build makes of a file, or instead of it. */
export interface MadeEvidence extends ArtefactsEvidence, RunMadeEvidence {}

/** The shapes of these topics, for snapshots that are read. */
export const madeShapes: TopicShapes<MadeEvidence> = { ...artefactsShapes, ...runMadeShapes };
