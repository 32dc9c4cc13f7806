import type {
  ContainerJson,
  ContainerSummaryJson,
  HistoryJson,
  ImageJson,
  MountJson,
  VolumeJson,
} from './engine-json.ts';
import type { BakedVariablesEvidence } from './evidence/baked-variables.ts';
import type { BaseImageEvidence } from './evidence/base-image.ts';
import type { ContextEvidence } from './evidence/context.ts';
import type { BuildArgumentsEvidence } from './evidence/build-arguments.ts';
import type { ConfigurationEvidence } from './evidence/configuration.ts';
import type { InstructionsEvidence } from './evidence/instructions.ts';
import type { ElsewhereEvidence } from './evidence/elsewhere.ts';
import type { OtherPlaceEvidence } from './evidence/other-place.ts';
import type { OtherDockerfileEvidence } from './evidence/other-dockerfile.ts';
import type { DifferencesEvidence } from './evidence/differences.ts';
import type { CompiledCodeEvidence } from './evidence/compiled-code.ts';
import type { SyncRulesEvidence } from './evidence/sync-rules.ts';
import type { RequestsEvidence } from './evidence/requests.ts';
import type { OtherCheckoutEvidence } from './evidence/other-checkout.ts';
import type { LayersEvidence } from './evidence/layers.ts';
import type { LinkEvidence } from './evidence/link.ts';
import type { StartScriptEvidence } from './evidence/start-script.ts';
import type { DeployEvidence } from './evidence/deploys.ts';
import type { GitEvidence } from './evidence/git.ts';
import type { EngineMachineEvidence } from './evidence/engine-machine.ts';
import type { FileAccessEvidence } from './evidence/file-access.ts';
import type { InitialisationEvidence } from './evidence/initialisation.ts';
import type { MountsEvidence } from './evidence/mounts.ts';
import type { ProcessViewEvidence } from './evidence/process-view.ts';
import type { KubernetesEvidence } from './evidence/kubernetes.ts';
import type { MadeEvidence } from './evidence/made.ts';
import type { BuildPlan } from './evidence/build-plan.ts';
import type { BuildsEvidence } from './evidence/builds.ts';
import type { CopyStep, FileSeen, Gathered } from './evidence/parts.ts';
import type { OtherImagesEvidence } from './evidence/other-images.ts';
import type { RegistryEvidence } from './evidence/registry.ts';
import type { SeededCopyEvidence } from './evidence/seeded-copy.ts';
import type { ServiceEvidence } from './evidence/service.ts';
import type { VolumeUsersEvidence } from './evidence/volume-users.ts';
import type { SourceImagesEvidence } from './evidence/source-images.ts';

// Topics are parts of Evidence and cannot import it; whoever reads evidence finds all of its types here.
export type { BuildPlan } from './evidence/build-plan.ts';
export type { CopyStep, FileLine, FileSeen, Gathered } from './evidence/parts.ts';

/** The edited file as it is on disk. Times are milliseconds since 1970, with a fraction; `sha256` is lower-case hex. */
export interface FileOnHost {
  readonly path: string;
  /** With all symbolic links resolved. */
  readonly realPath: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** When the file was last read by anybody before we did; null where the file system does not keep it. */
  readonly accessedMs: number | null;
  /** When this inode was made: a file saved by rename is younger than its content's history; null where unknown. */
  readonly bornMs: number | null;
  /** When the content, the times or the name last changed (`ctime`): setting a file’s time back moves it too. Absent where there is no file. */
  readonly changedMs?: number;
  /** Empty for a file that is not there. */
  readonly sha256: string;
  /** Nothing is at the path: the change is that the file was deleted or renamed, and it has arrived where nothing is either. */
  readonly isDeleted?: boolean;
}

/** What the editor holds: whether its document differs from the disk, and the sha256 of the document's text. */
export interface EditorBuffer {
  readonly isDirty: boolean;
  readonly sha256: string;
}

/** The mount that decides what a process sees at the path. `hostPath` is where the file comes from, for a bind mount. */
export interface CoveringMount {
  readonly kind: 'bind' | 'named-volume' | 'anonymous-volume' | 'tmpfs' | 'other';
  readonly mount: MountJson;
  /** The path below the mount's destination; empty when the mount is the path itself. */
  readonly rest: string;
  readonly hostPath: string | null;
  /** The bind mount's source is the edited file or a folder above it. */
  readonly isOfEditedFile: boolean;
  /** The bind's own source as a file, when the mount is a single file. */
  readonly isSingleFile: boolean;
}

/** What the process sees at the path, asked of a process in the container. */
export interface FileInProcess {
  readonly seen: FileSeen;
  /** The mount's root from `/proc/self/mountinfo`; it ends in `//deleted` when the mounted inode was replaced on the host. */
  readonly mountRoot: string | null;
}

/** How the container's main program treats files it was given, from its name and arguments. */
export interface MainProcess {
  /** Milliseconds since 1970: `State.StartedAt`, or later where the program, or all workers that it has, were started later. */
  readonly startedMs: number;
  /** The program's name without its folder and arguments, for example `node`. */
  readonly program: string;
  /** A reloader among the processes, for example `nodemon` or `node --watch`; null when there is none. */
  readonly reloader: string | null;
  readonly reads: 'at-start' | 'on-request' | 'repeatedly' | 'never' | 'unknown';
}

/** Another container of the same service. */
export interface Sibling {
  readonly container: ContainerSummaryJson;
  readonly isRunning: boolean;
  /** Whether its content is that of the image the tag names now; null where that could not be told. */
  readonly isOnTaggedImage: boolean | null;
}

/** All that can be known about one subject in one container, with what each topic adds. A cause names the keys it needs. */
export interface Evidence
  extends
    BakedVariablesEvidence,
    BaseImageEvidence,
    BuildArgumentsEvidence,
    BuildsEvidence,
    CompiledCodeEvidence,
    ConfigurationEvidence,
    ContextEvidence,
    DeployEvidence,
    DifferencesEvidence,
    ElsewhereEvidence,
    EngineMachineEvidence,
    FileAccessEvidence,
    GitEvidence,
    InitialisationEvidence,
    InstructionsEvidence,
    KubernetesEvidence,
    LayersEvidence,
    LinkEvidence,
    MadeEvidence,
    MountsEvidence,
    OtherCheckoutEvidence,
    OtherDockerfileEvidence,
    OtherImagesEvidence,
    OtherPlaceEvidence,
    ProcessViewEvidence,
    RegistryEvidence,
    RequestsEvidence,
    SeededCopyEvidence,
    ServiceEvidence,
    SourceImagesEvidence,
    StartScriptEvidence,
    SyncRulesEvidence,
    VolumeUsersEvidence {
  readonly editor: EditorBuffer;
  readonly fileOnHost: FileOnHost;
  readonly plan: BuildPlan;
  readonly container: ContainerJson;
  /** The arguments of `docker run`, without the image, that create the container again; null where they are not known exactly. */
  readonly runArguments: readonly string[] | null;
  /** The image the container was created from. */
  readonly containerImage: ImageJson;
  readonly containerHistory: readonly HistoryJson[];
  /** The image that the container's tag names now. */
  readonly taggedImage: ImageJson;
  /** Whether the tag's image and the container's are of one content, and by what that was told. */
  readonly sameImage: { readonly isSame: boolean; readonly by: 'id' | 'manifest' | 'layers' };
  readonly siblings: readonly Sibling[];
  /** Where the file is in the container. */
  readonly containerPath: string;
  readonly mount: CoveringMount | null;
  readonly volume: VolumeJson;
  readonly fileInContainer: FileSeen;
  readonly fileInImage: FileSeen;
  readonly fileInTaggedImage: FileSeen;
  readonly fileInProcess: FileInProcess;
  /** A RUN after the copy that seems to have written the file again in the image; null when there is none. */
  readonly rewrittenBy: CopyStep | null;
  /** Whether a build of this Dockerfile ran, or the tag was set, after the file last changed. */
  readonly builtSince: boolean;
  /** The path in the container's own layer; null when it was not written there. */
  readonly writtenInContainer: 'changed' | 'added' | 'deleted' | null;
  readonly process: MainProcess;
}

/** The name of one piece of evidence. */
export type EvidenceKey = keyof Evidence;

/** What the user asked about. Paths are absolute host paths; `shown` is the path as the user sees it, with `/`. */
export type Subject =
  { readonly kind: 'file'; readonly path: string; readonly shown: string } | { readonly kind: 'container' };

/** The engine that was asked, for the report's last line. */
export interface AskedEngine {
  readonly endpoint: string;
  readonly origin: string;
  readonly context: string;
  readonly version: string;
  readonly apiVersion: string;
  /** `containerd` when images are in containerd's store, where an ID is a manifest or index digest. */
  readonly imageStore: 'classic' | 'containerd';
}

/** Everything that was gathered about one container and one subject; a plain value that can be saved and replayed. */
export interface Snapshot {
  readonly schema: 1;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** Of finding the container and of asking about it. */
  readonly elapsedMs: number;
  /** Requests sent to the engine, for both. */
  readonly calls: number;
  readonly engine: AskedEngine;
  readonly subject: Subject;
  /** The flags that lead the docker CLI to this engine, for the remedies' commands; empty for the CLI's own default. */
  readonly dockerFlags: readonly string[];
  readonly evidence: { readonly [K in EvidenceKey]?: Gathered<Evidence[K]> };
}
