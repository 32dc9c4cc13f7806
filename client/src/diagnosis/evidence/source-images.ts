import { aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine, FileSeen } from '../evidence.ts';
import { fileLine, fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** Another image of this engine through which the file reaches the container: a base image, or one that COPY --from names. */
export interface SourceImage {
  readonly image: string;
  /** The line of the container's Dockerfile that names it. */
  readonly at: FileLine;
  readonly instruction: string;
  /** The Dockerfile that makes the other image from the file, and the context it is built in. */
  readonly dockerfile: string;
  readonly contextFolder: string;
  readonly seen: FileSeen;
  /** Where the container has what it took from there. */
  readonly inContainer: FileSeen;
}

/** Images that are made of other images. */
export interface SourceImagesEvidence {
  /** Null when the file reaches the container through no other image. */
  readonly sourceImage: SourceImage | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const sourceImagesShapes: TopicShapes<SourceImagesEvidence> = {
  sourceImage: gathered(
    orNull(
      objectOf<SourceImage>({
        image: aString,
        at: fileLine,
        instruction: aString,
        dockerfile: aString,
        contextFolder: aString,
        seen: fileSeen,
        inContainer: fileSeen,
      }),
    ),
  ),
};
