import { aBoolean, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { CopyStep } from './parts.ts';
import { copyStep, gathered, type TopicShapes } from './shapes.ts';

/** What is known of the build context beside the plan. */
export interface ContextEvidence {
  readonly buildContext: {
    /** The file is in the context, or in a named one beside it. */
    readonly reaches: boolean;
    /**
     * How the context's folder is known: it is stated (by Compose, or by buildx's note of the last build), files of it are in the
     * container where the Dockerfile puts them, or it was only concluded from what the Dockerfile copies.
     */
    readonly knownBy: 'statement' | 'content' | 'conclusion';
    /** A COPY whose source climbs out of the context (`../`) towards the file; the builder cuts that part off. */
    readonly climbing: CopyStep | null;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const contextShapes: TopicShapes<ContextEvidence> = {
  buildContext: gathered(
    objectOf<ContextEvidence['buildContext']>({
      reaches: aBoolean,
      knownBy: oneOf('statement', 'content', 'conclusion'),
      climbing: orNull(copyStep),
    }),
  ),
};
