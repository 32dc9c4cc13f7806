import { applicationCacheShapes, type ApplicationCacheEvidence } from './application-cache.ts';
import { artefactsShapes, type ArtefactsEvidence } from './artefacts.ts';
import { dependenciesShapes, type DependenciesEvidence } from './dependencies.ts';
import { leftInStageShapes, type LeftInStageEvidence } from './left-in-stage.ts';
import { runMadeShapes, type RunMadeEvidence } from './run-made.ts';
import type { TopicShapes } from './shapes.ts';

/** What a build or a framework makes of a file, or instead of it. */
export interface MadeEvidence
  extends ApplicationCacheEvidence, ArtefactsEvidence, DependenciesEvidence, LeftInStageEvidence, RunMadeEvidence {}

/** The shapes of these topics, for snapshots that are read. */
export const madeShapes: TopicShapes<MadeEvidence> = {
  ...applicationCacheShapes,
  ...artefactsShapes,
  ...dependenciesShapes,
  ...leftInStageShapes,
  ...runMadeShapes,
};
