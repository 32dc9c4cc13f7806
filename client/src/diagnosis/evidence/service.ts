import { aBoolean, aNumber, aString, listOf, objectOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { TextEdit } from '../../../../core/src/range.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, range, type TopicShapes } from './shapes.ts';

/** A mount as the Compose file states it. */
export interface ComposeMount {
  readonly kind: string;
  readonly source: string | null;
  readonly target: string;
  readonly at: FileLine;
  /** The edit that takes the entry out of the file; null where it cannot be cut out alone. */
  readonly removal: TextEdit | null;
}

/** The Compose service that the container belongs to, as its own `config_files` state it. */
export interface ServiceInCompose {
  readonly project: string;
  readonly service: string;
  readonly workingDirectory: string;
  readonly files: readonly string[];
  readonly hasBuild: boolean;
  /** What the service's image is called now; left out when the files do not state the service any more. */
  readonly imageName?: string;
  /** `pull_policy:`, where the files state one. */
  readonly pullPolicy?: { readonly value: string; readonly at: FileLine };
  /** How many containers the files ask for, where they do. */
  readonly replicas?: { readonly count: number; readonly at: FileLine };
  /** The services whose mounts it takes over; left out when there are none. */
  readonly volumesFrom?: readonly string[];
  /** Its own mounts, then those that it takes over. */
  readonly mounts: readonly ComposeMount[];
  /** Running containers of the project whose services the same files do not state any more; left out when there are none. */
  readonly orphans?: readonly string[];
  readonly at: FileLine | null;
}

/** What Compose's files add. */
export interface ServiceEvidence {
  readonly service: ServiceInCompose;
}

/** The shapes of the topic, for snapshots that are read. */
export const serviceShapes: TopicShapes<ServiceEvidence> = {
  service: gathered(
    objectOf<ServiceInCompose>({
      project: aString,
      service: aString,
      workingDirectory: aString,
      files: listOf(aString),
      hasBuild: aBoolean,
      imageName: optional(aString),
      pullPolicy: optional(objectOf<NonNullable<ServiceInCompose['pullPolicy']>>({ value: aString, at: fileLine })),
      replicas: optional(objectOf<NonNullable<ServiceInCompose['replicas']>>({ count: aNumber, at: fileLine })),
      volumesFrom: optional(listOf(aString)),
      mounts: listOf(
        objectOf<ComposeMount>({
          kind: aString,
          source: orNull(aString),
          target: aString,
          at: fileLine,
          removal: orNull(objectOf<TextEdit>({ range, newText: aString })),
        }),
      ),
      orphans: optional(listOf(aString)),
      at: orNull(fileLine),
    }),
  ),
};
