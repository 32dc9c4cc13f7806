import { aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** A file that a program could not read when it ran as the container's own user. */
export interface DeniedAccess {
  /** As the container's configuration names it; `root` where it names none. */
  readonly user: string;
  /** The file's mode, owner and group as `ls -ln` prints them; null where a folder above may not be searched. */
  readonly listed: string | null;
}

/** What reading as the container's user adds. */
export interface FileAccessEvidence {
  readonly deniedAccess: DeniedAccess;
}

/** The shapes of the topic, for snapshots that are read. */
export const fileAccessShapes: TopicShapes<FileAccessEvidence> = {
  deniedAccess: gathered(objectOf<DeniedAccess>({ user: aString, listed: orNull(aString) })),
};
