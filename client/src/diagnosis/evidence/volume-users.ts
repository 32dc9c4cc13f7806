import { aString, listOf, objectOf, orNull } from '../../../../core/src/shape.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';
import type { FileSeen } from './parts.ts';

/** Another container, of another image, that mounts the volume which covers the file. */
export interface VolumeUser {
  readonly name: string;
  /** As `docker ps` names it. */
  readonly image: string;
  /** Compose's project and service; null for a container of its own. */
  readonly project: string | null;
  readonly service: string | null;
  /** Where it mounts the volume. */
  readonly destination: string;
  /** The file as its image has it below that mount; null where it could not be read. */
  readonly inImage: FileSeen | null;
}

/** What asking who else mounts a volume adds. */
export interface VolumeUsersEvidence {
  readonly volumeUsers: readonly VolumeUser[];
}

/** The shapes of the topic, for snapshots that are read. */
export const volumeUsersShapes: TopicShapes<VolumeUsersEvidence> = {
  volumeUsers: gathered(
    listOf(
      objectOf<VolumeUser>({
        name: aString,
        image: aString,
        project: orNull(aString),
        service: orNull(aString),
        destination: aString,
        inImage: orNull(fileSeen),
      }),
    ),
  ),
};
