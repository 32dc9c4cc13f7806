import { aString, listOf, objectOf, orNull } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** Where a change that this container's image lacks was built instead. */
export interface ElsewhereEvidence {
  /** The same service under another Compose project's name, where that has the file's content; null when none has. */
  readonly otherProject: {
    readonly project: string;
    /** The folder that both projects were made from; null where only an image was found, which names none. */
    readonly folder: string | null;
    /** The other project's container; null where it has only an image. */
    readonly container: string | null;
    readonly image: string;
    readonly seen: FileSeen;
  } | null;
  /** Another engine of this machine whose image of the same name has the file's content; null when none has. */
  readonly otherEngine: {
    /** The docker CLI's flags that lead to it. */
    readonly flags: readonly string[];
    readonly image: string;
    readonly seen: FileSeen;
  } | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const elsewhereShapes: TopicShapes<ElsewhereEvidence> = {
  otherProject: gathered(
    orNull(
      objectOf<NonNullable<ElsewhereEvidence['otherProject']>>({
        project: aString,
        folder: orNull(aString),
        container: orNull(aString),
        image: aString,
        seen: fileSeen,
      }),
    ),
  ),
  otherEngine: gathered(
    orNull(
      objectOf<NonNullable<ElsewhereEvidence['otherEngine']>>({
        flags: listOf(aString),
        image: aString,
        seen: fileSeen,
      }),
    ),
  ),
};
