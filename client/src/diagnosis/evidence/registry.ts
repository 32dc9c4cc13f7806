import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** What a registry has under an image's name, beside what this engine has under it. */
export interface InRegistry {
  readonly image: string;
  /** The digest that the registry has under the name now; null when it does not know the name. */
  readonly digest: string | null;
  /** The digests under which this engine's image was pulled or pushed; containerd's store lists one for every image. */
  readonly local: readonly string[];
  /** Whether the registry has the local image too, under its digest: then it came from there, or went there. Null where that was not asked. */
  readonly isLocalKnown: boolean | null;
}

/** The base image, as the Dockerfile names it. */
export interface BaseInRegistry extends InRegistry {
  readonly at: FileLine;
  /** Whether the container's image is made of this engine's copy of the base: it begins with its layers, and the rest is the Dockerfile's. */
  readonly isBegunWith: boolean;
}

/** What registries say. */
export interface RegistryEvidence {
  /** Of the name that the container was created by. */
  readonly inRegistry: InRegistry;
  /** Of the image that the Dockerfile begins with. */
  readonly baseInRegistry: BaseInRegistry;
  /** When the container's image was last pulled since the file was changed, in milliseconds since 1970; null when it was not. */
  readonly pulledAt: number | null;
  /**
   * How it shows, where the engine remembers no pull any more, that a build lost the container's name to the registry's image; null where
   * nothing shows it.
   */
  readonly nameLost: NameLost | null;
}

/** How a build is seen to have had a name that the registry's image has now. `digest` is the one that image has in the registry. */
export interface NameLost {
  readonly image: string;
  /** A name was set for the build, and none was set for the other since; it lost its name when the other got it; or Compose, which names what it builds, built it. */
  readonly by: 'tag-times' | 'same-moment' | 'compose-label';
  readonly digest: string;
}

const inRegistry = { image: aString, digest: orNull(aString), local: listOf(aString), isLocalKnown: orNull(aBoolean) };

/** The shapes of the topic, for snapshots that are read. */
export const registryShapes: TopicShapes<RegistryEvidence> = {
  inRegistry: gathered(objectOf<InRegistry>(inRegistry)),
  baseInRegistry: gathered(objectOf<BaseInRegistry>({ ...inRegistry, at: fileLine, isBegunWith: aBoolean })),
  pulledAt: gathered(orNull(aNumber)),
  nameLost: gathered(
    orNull(
      objectOf<NameLost>({
        image: aString,
        by: oneOf('tag-times', 'same-moment', 'compose-label'),
        digest: aString,
      }),
    ),
  ),
};
