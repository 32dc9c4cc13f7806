import { aBoolean, aNumber, aString, objectOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { CopyStep, FileSeen } from './parts.ts';
import { copyStep, fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** Where else a file of that name is, or ought to be, than at the path to which the Dockerfile copies it. */
export interface OtherPlaceEvidence {
  /**
   * The path of a file of the same name that the container's command names; null when it names none but the copied one. Of a mounted file, the
   * copy of it that the command takes instead.
   */
  readonly commandPath: {
    readonly seen: FileSeen;
    /** The base image has the same there. */
    readonly isOfBase: boolean;
    /** What the command starts from, where the edited file is mounted elsewhere: the copy, or what lies beside it. */
    readonly runs?: string;
  } | null;
  /** How a name that is equal but for upper and lower case is written on disk and in the container; null where there is none. */
  readonly spelling: { readonly onDisk: string | null; readonly inContainer: FileSeen } | null;
  /** A RUN that writes the file below a volume that was declared before it, by the builder that discards that; null when there is none. */
  readonly discardedWrite: {
    readonly run: CopyStep;
    readonly volume: string;
    /** The line that declares the volume; null when the base image does. */
    readonly volumeLine: number | null;
    readonly seen: FileSeen;
  } | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const otherPlaceShapes: TopicShapes<OtherPlaceEvidence> = {
  commandPath: gathered(
    orNull(
      objectOf<NonNullable<OtherPlaceEvidence['commandPath']>>({
        seen: fileSeen,
        isOfBase: aBoolean,
        runs: optional(aString),
      }),
    ),
  ),
  spelling: gathered(
    orNull(objectOf<NonNullable<OtherPlaceEvidence['spelling']>>({ onDisk: orNull(aString), inContainer: fileSeen })),
  ),
  discardedWrite: gathered(
    orNull(
      objectOf<NonNullable<OtherPlaceEvidence['discardedWrite']>>({
        run: copyStep,
        volume: aString,
        volumeLine: orNull(aNumber),
        seen: fileSeen,
      }),
    ),
  ),
};
