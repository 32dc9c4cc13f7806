import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Data that a database image made when its data folder was empty. */
export interface DatabaseData {
  /** Where the data are mounted, and the volume's name or the host folder behind them. */
  readonly destination: string;
  readonly mounted: string;
  readonly kind: 'named-volume' | 'anonymous-volume' | 'bind';
  /** When the oldest of the data were written, in milliseconds since 1970, and what that is. */
  readonly sinceMs: number;
  readonly oldest: string;
}

/** What of the edited file a database image reads only while its data folder is empty. */
export interface ReadOnce {
  /** It is a script in an init folder, the file that a variable names, or it states variables. */
  readonly kind: 'folder' | 'file' | 'variables';
  /** The init folder, or the names of the variables. */
  readonly names: readonly string[];
  /** Nothing else is in the file, so that whatever was changed in it is read once. */
  readonly isAll: boolean;
  /** The edited file on the host, and when it was changed, in milliseconds since 1970. */
  readonly file: string;
  readonly changedMs: number;
}

/** A database's data beside what is read only before there are any. */
export interface Initialisation extends DatabaseData {
  readonly readOnce: ReadOnce;
}

/** What asking for a database's data adds. */
export interface InitialisationEvidence {
  /** Null when no data are mounted, or none are there yet. */
  readonly initialisation: Initialisation | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const initialisationShapes: TopicShapes<InitialisationEvidence> = {
  initialisation: gathered(
    orNull(
      objectOf<Initialisation>({
        readOnce: objectOf<ReadOnce>({
          kind: oneOf('folder', 'file', 'variables'),
          names: listOf(aString),
          isAll: aBoolean,
          file: aString,
          changedMs: aNumber,
        }),
        destination: aString,
        mounted: aString,
        kind: oneOf('named-volume', 'anonymous-volume', 'bind'),
        sinceMs: aNumber,
        oldest: aString,
      }),
    ),
  ),
};
