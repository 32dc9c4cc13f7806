import { aNumber, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { CopyStep } from './parts.ts';
import { copyStep, gathered, type TopicShapes } from './shapes.ts';

/** A layer of the image that has something at the file's path. */
export interface LayerOfFile {
  /** Counted from one, the lowest first. */
  readonly number: number;
  /** The instruction that made it; null for one that the Dockerfile does not have, such as the base image's. */
  readonly step: CopyStep | null;
  readonly content: 'yours' | 'other' | 'deleted';
}

/** What the layers of the image have at the file's path. */
export interface LayersEvidence {
  /** The layers that have the path, the lowest first. */
  readonly layers: readonly LayerOfFile[];
}

/** The shapes of the topic, for snapshots that are read. */
export const layersShapes: TopicShapes<LayersEvidence> = {
  layers: gathered(
    listOf(
      objectOf<LayerOfFile>({
        number: aNumber,
        step: orNull(copyStep),
        content: oneOf('yours', 'other', 'deleted'),
      }),
    ),
  ),
};
