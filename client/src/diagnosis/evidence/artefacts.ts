import { aBoolean, aNumber, aString, listOf, objectOf, oneOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { ContentOverlap } from '../../../../core/src/content-overlap.ts';
import type { CopyStep, FileSeen } from './parts.ts';
import { copyStep, fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** What is at an artefact's path: one file, or a folder, of which the newest file's time counts. */
export interface ArtefactSeen {
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly overlap: ContentOverlap;
}

/** Something that the build makes of the edited file: a program, a bundle, a folder of compiled files. */
export interface Artefact {
  readonly path: string;
  /** The RUN that makes it. */
  readonly madeBy: CopyStep;
  /** Seconds since 1970, from the image's history; null for a step of another stage. */
  readonly madeAt: number | null;
  /** The COPY --from that takes it into the image; null where it is made in the image itself. */
  readonly takenBy: CopyStep | null;
  /** The folder of a `--mount=type=cache` of that RUN. */
  readonly cacheFolder: string | null;
  /** A RUN before the file is copied that makes the same: with a placeholder instead of the file. */
  readonly madeBeforeBy: CopyStep | null;
  /** Whether a layer above the one that brings the file has it; left out where the image's layers were not read. */
  readonly isInLaterLayer?: boolean;
  /** The container's own command names it. */
  readonly isRun: boolean;
  /** The RUN passes the file's bytes on as they are. */
  readonly isVerbatim: boolean;
  readonly inContainer: ArtefactSeen;
  /** The same in the image that the tag names now; null where that is the container's image and no volume covers it. */
  readonly inTaggedImage: ArtefactSeen | null;
  /** The volume that covers it in the container. */
  readonly volume?: VolumeOver;
}

/** A volume of the engine over a path of a container. */
export interface VolumeOver {
  readonly name: string;
  readonly destination: string;
  readonly kind: 'named-volume' | 'anonymous-volume';
}

/** A folder or file of the workspace that another tool made of the edited file, and that the Dockerfile copies. */
export interface HostOutput {
  /** By its path in the build context. */
  readonly path: string;
  readonly copiedBy: CopyStep;
  /** The newest file in it on the host, in milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly overlap: ContentOverlap;
  /** git knows it, so it is kept on purpose and its times say nothing. */
  readonly isTracked: boolean;
  /** The container has the host's content at the output's place; null where that could not be read. */
  readonly isSameInContainer: boolean | null;
  /** What makes it, as the workspace's own files say, for example `npm run build`; empty where they do not. */
  readonly command: readonly string[];
}

/** What was made of the edited file. */
export interface ArtefactsEvidence {
  readonly artefacts: {
    readonly made: readonly Artefact[];
    /** The instruction that takes the file to where it is compiled. */
    readonly sourceBy: CopyStep;
    /** The file as the image has it, where it has it at all. */
    readonly sourceInImage: FileSeen | null;
    /** Whether only what is made of the file is in the image. */
    readonly isOnlySource: boolean;
    readonly wasBuiltSince: boolean;
  };
  /** IDs of the builder’s cache mounts at the folders of those RUNs, as `docker builder prune --filter id=` takes them. */
  readonly cacheMounts: readonly string[];
  readonly hostOutputs: readonly HostOutput[];
}

const overlap = objectOf<ContentOverlap>({
  isWhole: aBoolean,
  lines: aNumber,
  linesHeld: aNumber,
  literals: aNumber,
  literalsHeld: aNumber,
  missingLine: orNull(aNumber),
});

/** The shape of what is at an artefact’s path. */
export const artefactSeen = objectOf<ArtefactSeen>({ sha256: aString, modifiedMs: aNumber, overlap });

const artefact = objectOf<Artefact>({
  path: aString,
  madeBy: copyStep,
  madeAt: orNull(aNumber),
  takenBy: orNull(copyStep),
  cacheFolder: orNull(aString),
  madeBeforeBy: orNull(copyStep),
  isInLaterLayer: optional(aBoolean),
  isRun: aBoolean,
  isVerbatim: aBoolean,
  inContainer: artefactSeen,
  inTaggedImage: orNull(artefactSeen),
  volume: optional(
    objectOf<VolumeOver>({ name: aString, destination: aString, kind: oneOf('named-volume', 'anonymous-volume') }),
  ),
});

/** The shapes of the topic, for snapshots that are read. */
export const artefactsShapes: TopicShapes<ArtefactsEvidence> = {
  artefacts: gathered(
    objectOf<ArtefactsEvidence['artefacts']>({
      made: listOf(artefact),
      sourceBy: copyStep,
      sourceInImage: orNull(fileSeen),
      isOnlySource: aBoolean,
      wasBuiltSince: aBoolean,
    }),
  ),
  cacheMounts: gathered(listOf(aString)),
  hostOutputs: gathered(
    listOf(
      objectOf<HostOutput>({
        path: aString,
        copiedBy: copyStep,
        modifiedMs: aNumber,
        overlap,
        isTracked: aBoolean,
        isSameInContainer: orNull(aBoolean),
        command: listOf(aString),
      }),
    ),
  ),
};
