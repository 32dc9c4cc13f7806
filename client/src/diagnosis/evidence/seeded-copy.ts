import { aNumber, aString, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** A second copy of the file, which a start script put into a mount while that had none. */
export interface SeededCopy {
  /** The script's path in the container; `CMD` where the script stands in the command itself. */
  readonly script: string;
  /** One-based. */
  readonly line: number;
  readonly program: string;
  /** Where the mount is that the copy lies in, and the volume's name or the host folder behind it. */
  readonly destination: string;
  readonly mounted: string;
  readonly kind: 'volume' | 'bind';
  /** What is there now. */
  readonly seen: FileSeen;
}

/** What looking for a second copy adds. */
export interface SeededCopyEvidence {
  /** The copy that the start script makes once; null when no script that could be read makes one. */
  readonly seededCopy: SeededCopy | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const seededCopyShapes: TopicShapes<SeededCopyEvidence> = {
  seededCopy: gathered(
    orNull(
      objectOf<SeededCopy>({
        script: aString,
        line: aNumber,
        program: aString,
        destination: aString,
        mounted: aString,
        kind: oneOf('volume', 'bind'),
        seen: fileSeen,
      }),
    ),
  ),
};
