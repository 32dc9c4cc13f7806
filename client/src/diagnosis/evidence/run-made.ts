import { aBoolean, aNumber, aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import type { CopyStep, FileLine, FileSeen } from './parts.ts';
import { copyStep, fileLine, fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** A RUN that puts a file into the image without the build context: `containerPath` of `step` is where it ends in the image. */
export interface RunMade {
  readonly step: CopyStep;
  /** The program that writes it, for example `wget`. */
  readonly program: string;
  /** Seconds since 1970: when the layer in the image was made; null where the step is in no history, as those of other stages. */
  readonly ranAt: number | null;
  /** The file as the image that the tag names has it, else as the container's own; null where it could not be read. */
  readonly seen: FileSeen | null;
  /** When the file on the host last changed in any way, in milliseconds since 1970. */
  readonly changedMs: number;
}

/** What RUN steps made without COPY: files that were fetched, and files that a build secret went into. */
export interface RunMadeEvidence {
  readonly fetched: RunMade;
  readonly secretRead: RunMade & {
    /** The `id` of the secret's mount. */
    readonly id: string;
    /** The Compose line that names the file as this secret; null where only its name says so. */
    readonly statedAt: FileLine | null;
    /** Whether what the step wrote holds the secret's value now; null where that cannot be told. */
    readonly holdsIt: boolean | null;
    /** The step writes the value as it is, so that a fresh result would hold it. */
    readonly isCopy: boolean;
  };
}

const runMade = {
  step: copyStep,
  program: aString,
  ranAt: orNull(aNumber),
  seen: orNull(fileSeen),
  changedMs: aNumber,
};

/** The shapes of the topic, for snapshots that are read. */
export const runMadeShapes: TopicShapes<RunMadeEvidence> = {
  fetched: gathered(objectOf<RunMadeEvidence['fetched']>(runMade)),
  secretRead: gathered(
    objectOf<RunMadeEvidence['secretRead']>({
      ...runMade,
      id: aString,
      statedAt: orNull(fileLine),
      holdsIt: orNull(aBoolean),
      isCopy: aBoolean,
    }),
  ),
};
