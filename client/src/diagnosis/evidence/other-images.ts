import { aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** An image beside the one the container's tag names, made since the file was changed. */
export interface OtherImage {
  readonly id: string;
  /** Empty for an image without a name. */
  readonly names: readonly string[];
  /** Seconds since 1970. */
  readonly created: number;
  /** As in `linux/arm64`. */
  readonly platform: string;
  /** Why it is taken for one of this project: its name, its Compose labels, a build that was noted, or its steps. */
  readonly tie: 'name' | 'labels' | 'build' | 'steps';
  readonly seen: FileSeen;
}

/** How `docker commit` came over the name: the top step of the image is no instruction of a Dockerfile. */
export interface Commit {
  /** Seconds since 1970. */
  readonly at: number;
  readonly image: string;
  /** The image that the committed container ran. */
  readonly parent: string;
}

/** What other images of the project hold, where the tag's image lacks the change. */
export interface OtherImagesEvidence {
  readonly otherImages: readonly OtherImage[];
  /** Null when the image that the tag names was made by a builder. */
  readonly containerCommit: Commit | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const otherImagesShapes: TopicShapes<OtherImagesEvidence> = {
  otherImages: gathered(
    listOf(
      objectOf<OtherImage>({
        id: aString,
        names: listOf(aString),
        created: aNumber,
        platform: aString,
        tie: oneOf('name', 'labels', 'build', 'steps'),
        seen: fileSeen,
      }),
    ),
  ),
  containerCommit: gathered(orNull(objectOf<Commit>({ at: aNumber, image: aString, parent: aString }))),
};
