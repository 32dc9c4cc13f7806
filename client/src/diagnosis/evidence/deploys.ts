import { aBoolean, aNumber, aString, objectOf, oneOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** A younger container of the same service that has the edited file and does not serve, while the asked one runs on. */
export interface Successor {
  readonly name: string;
  readonly image: string;
  readonly state: 'restarting' | 'exited' | 'not-started' | 'unhealthy';
  /** Null while it runs. */
  readonly exitCode: number | null;
  readonly isOutOfMemory: boolean;
  /** The host's port that it was to publish and that was taken; null where that was not why it failed. */
  readonly takenPort: number | null;
  readonly seen: FileSeen;
}

/** A younger container that runs beside this one as the same service, from an image of another name, and has the edited file. */
export interface NewerReplica {
  readonly name: string;
  readonly image: string;
  readonly service: string;
  /** What both have in common that makes them one service: the name of a label or variable, or a network alias. */
  readonly by: string;
  /** Its own service, where the Compose files do not state this container's any more; left out where both are of one. */
  readonly newService?: string;
  readonly seen: FileSeen;
}

/** The Swarm service that the container is a task of, and the image it is to run. */
export interface SwarmService {
  readonly name: string;
  /** The image with its digest, as the service states it, or the container where the service could not be asked. */
  readonly image: string;
  readonly isStatedByService: boolean;
  /** `sha256:…`; null for an image that is known by its name only, as those are that no registry has. */
  readonly digest: string | null;
  /** Running tasks, and those among them whose own specification names the service's image; null where they could not be asked. */
  readonly tasks: { readonly running: number; readonly onImage: number } | null;
}

/** What the tools know that replace containers one by one. */
export interface DeployEvidence {
  readonly successor: Successor;
  readonly newerReplica: NewerReplica;
  readonly swarm: SwarmService;
}

/** The shapes of the topic, for snapshots that are read. */
export const deployShapes: TopicShapes<DeployEvidence> = {
  successor: gathered(
    objectOf<Successor>({
      name: aString,
      image: aString,
      state: oneOf('restarting', 'exited', 'not-started', 'unhealthy'),
      exitCode: orNull(aNumber),
      isOutOfMemory: aBoolean,
      takenPort: orNull(aNumber),
      seen: fileSeen,
    }),
  ),
  newerReplica: gathered(
    objectOf<NewerReplica>({
      name: aString,
      image: aString,
      service: aString,
      by: aString,
      newService: optional(aString),
      seen: fileSeen,
    }),
  ),
  swarm: gathered(
    objectOf<SwarmService>({
      name: aString,
      image: aString,
      isStatedByService: aBoolean,
      digest: orNull(aString),
      tasks: orNull(objectOf<NonNullable<SwarmService['tasks']>>({ running: aNumber, onImage: aNumber })),
    }),
  ),
};
