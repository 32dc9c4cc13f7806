import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/**
 * A build of the container's Dockerfile that began after the file was changed: noted by buildx on this machine, and told by the record
 * that the engine keeps of it (Engine 23 and later).
 */
export interface BuildSince {
  /** The name under which `docker buildx history inspect` knows it. */
  readonly ref: string;
  readonly builder: string;
  /** `docker` is the engine's own builder, whose results become images; null where no file says what the builder is. */
  readonly driver: string | null;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  readonly status: 'completed' | 'failed' | 'running' | 'unknown';
  /** Who says so: the engine's record, or the steps in the build cache, which hold only where no other build ran meanwhile. */
  readonly toldBy: 'record' | 'cache' | null;
  /** The IDs of the images that the record names as its result; null where no record was read. */
  readonly images: readonly string[] | null;
  /** Whether one of these images is on the engine now; null where that was not asked. */
  readonly isLoaded: boolean | null;
  /** The line of the Dockerfile at which it failed, and that line's instruction, without its arguments. */
  readonly failedAt: FileLine | null;
  readonly failedStep: string | null;
}

/** What the builder knows. */
export interface BuildsEvidence {
  /** The newest first; an empty list when buildx noted none since the file was changed. */
  readonly buildsSince: readonly BuildSince[];
}

/** The shapes of the topic, for snapshots that are read. */
export const buildsShapes: TopicShapes<BuildsEvidence> = {
  buildsSince: gathered(
    listOf(
      objectOf<BuildSince>({
        ref: aString,
        builder: aString,
        driver: orNull(aString),
        startedMs: aNumber,
        status: oneOf('completed', 'failed', 'running', 'unknown'),
        toldBy: orNull(oneOf('record', 'cache')),
        images: orNull(listOf(aString)),
        isLoaded: orNull(aBoolean),
        failedAt: orNull(fileLine),
        failedStep: orNull(aString),
      }),
    ),
  ),
};
