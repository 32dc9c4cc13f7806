import { aNumber, aString, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Data that a database image made when its data folder was empty, which is the only time it reads its init folder. */
export interface Initialisation {
  /** The init folder that the file is in. */
  readonly folder: string;
  /** Where the data are mounted, and the volume's name or the host folder behind them. */
  readonly destination: string;
  readonly mounted: string;
  readonly kind: 'named-volume' | 'anonymous-volume' | 'bind';
  /** When the oldest of the data were written, in milliseconds since 1970, and what that is. */
  readonly sinceMs: number;
  readonly oldest: string;
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
        folder: aString,
        destination: aString,
        mounted: aString,
        kind: oneOf('named-volume', 'anonymous-volume', 'bind'),
        sinceMs: aNumber,
        oldest: aString,
      }),
    ),
  ),
};
