import { aNumber, aString, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** What is known where a Dockerfile was asked about that is not the one of the image. */
export interface OtherDockerfileEvidence {
  readonly otherDockerfile: {
    readonly asked: string;
    readonly used: string;
    /** The Compose line that names the used one; null where it is known by the image's history. */
    readonly statedAt: FileLine | null;
    /**
     * `statement`: Compose names the used one. `history`: the image's steps are all of the used one, and not all of the asked one. `note`:
     * they are of both, and buildx noted builds of the used one only.
     */
    readonly knownBy: 'statement' | 'history' | 'note' | 'neither';
    /** How many steps of the asked Dockerfile are in the image's history. */
    readonly matched: number;
    readonly total: number;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const otherDockerfileShapes: TopicShapes<OtherDockerfileEvidence> = {
  otherDockerfile: gathered(
    objectOf<OtherDockerfileEvidence['otherDockerfile']>({
      asked: aString,
      used: aString,
      statedAt: orNull(fileLine),
      knownBy: oneOf('statement', 'history', 'note', 'neither'),
      matched: aNumber,
      total: aNumber,
    }),
  ),
};
