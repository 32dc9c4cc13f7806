import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { MountJson } from '../engine-json.ts';
import { mountJson } from '../engine-shapes.ts';
import type { CopyStep } from './parts.ts';
import { copyStep, gathered, type TopicShapes } from './shapes.ts';

/** A package of which the container has another version than the edited file wants, or none. */
export interface DifferentPackage {
  readonly name: string;
  readonly wanted: string;
  /** Null when it is not installed. */
  readonly installed: string | null;
}

/** How the packages that an edited dependency file wants compare with those that are installed. */
export interface DependenciesEvidence {
  readonly dependencies: {
    /** Where the packages are in the container; of Go, the program that has them in it, or the folder of that program. */
    readonly folder: string;
    readonly compared: number;
    readonly different: readonly DifferentPackage[];
    /** What covers that folder, and of which kind it is. */
    readonly mount: MountJson | null;
    readonly mountKind: 'bind' | 'named-volume' | 'anonymous-volume' | 'tmpfs' | 'other' | null;
    /** The first different package's version in the image that the tag names, null when it has none; null where the image was not read. */
    readonly inImage: { readonly version: string | null; readonly isWanted: boolean } | null;
    /** The RUN that installs the packages. */
    readonly installedBy: CopyStep | null;
    /** Seconds since 1970; null where the step is in no history. */
    readonly installedAt: number | null;
    /** Whether the file is copied before the packages are installed. */
    readonly isCopiedBefore: boolean;
    /** Whether the image has the file as it is now; null where it has none or was not read. */
    readonly isFileInImage: boolean | null;
    readonly wasBuiltSince: boolean;
    /**
     * Of Go only, and left out of others: whether the program has every module that go.mod requires for the project itself. It has none
     * of which it uses no package, so that a missing one may be new, or needed by tests alone.
     */
    readonly hasEachModule?: boolean;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const dependenciesShapes: TopicShapes<DependenciesEvidence> = {
  dependencies: gathered(
    objectOf<DependenciesEvidence['dependencies']>({
      folder: aString,
      compared: aNumber,
      different: listOf(objectOf<DifferentPackage>({ name: aString, wanted: aString, installed: orNull(aString) })),
      mount: orNull(mountJson),
      mountKind: orNull(oneOf('bind', 'named-volume', 'anonymous-volume', 'tmpfs', 'other')),
      inImage: orNull(
        objectOf<{ version: string | null; isWanted: boolean }>({ version: orNull(aString), isWanted: aBoolean }),
      ),
      installedBy: orNull(copyStep),
      installedAt: orNull(aNumber),
      isCopiedBefore: aBoolean,
      isFileInImage: orNull(aBoolean),
      wasBuiltSince: aBoolean,
      hasEachModule: optional(aBoolean),
    }),
  ),
};
