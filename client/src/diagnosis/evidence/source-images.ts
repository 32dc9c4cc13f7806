import { aString, listOf, objectOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { FileLine, FileSeen } from './parts.ts';
import { fileLine, fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** An image of this engine that is made from another one, and what builds it. */
export interface MadeFromIt {
  readonly image: string;
  readonly dockerfile: string;
  readonly contextFolder: string;
}

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
  /** The images between it and the container's own, in the order in which they are built; left out where the container's is made from it directly. */
  readonly madeFromIt?: readonly MadeFromIt[] | undefined;
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
        madeFromIt: optional(
          listOf(objectOf<MadeFromIt>({ image: aString, dockerfile: aString, contextFolder: aString })),
        ),
      }),
    ),
  ),
};
