import { aBoolean, aString, listOf, objectOf, oneOf } from '../../../../core/src/shape.ts';
import type { ArtefactSeen } from './artefacts.ts';
import { artefactSeen } from './artefacts.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** A folder in which a framework keeps what it made of configuration, routes or templates. */
export interface FrameworkCache {
  readonly framework: string;
  readonly path: string;
  readonly seen: ArtefactSeen;
  readonly keptIn: 'volume' | 'container';
  /** The framework compares times itself in this mode, so an old entry is made again when it is asked for. */
  readonly isChecked: boolean;
  /** What empties it, run in the container. */
  readonly clear: readonly string[];
}

/** What frameworks keep beside the code. */
export interface ApplicationCacheEvidence {
  readonly frameworkCaches: readonly FrameworkCache[];
}

/** The shapes of the topic, for snapshots that are read. */
export const applicationCacheShapes: TopicShapes<ApplicationCacheEvidence> = {
  frameworkCaches: gathered(
    listOf(
      objectOf<FrameworkCache>({
        framework: aString,
        path: aString,
        seen: artefactSeen,
        keptIn: oneOf('volume', 'container'),
        isChecked: aBoolean,
        clear: listOf(aString),
      }),
    ),
  ),
};
