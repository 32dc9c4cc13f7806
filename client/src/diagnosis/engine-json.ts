/**
 * The engine's own answers, under the engine's own field names, so that each fact can be checked with `docker inspect`.
 * Only the fields that a cause reads stand here: `redact.ts` copies these and drops the rest, values of environment
 * variables, build arguments and commands included.
 * Fields: https://docs.docker.com/reference/api/engine/version/v1.51/
 */

/** `ImageManifestDescriptor` and `Descriptor` (API 1.48 and later, containerd image store only). */
export interface DescriptorJson {
  readonly digest: string;
  readonly platform?: { readonly architecture: string; readonly os: string; readonly variant?: string };
}

/** An element of `GET /containers/json`. `Image` turns into the ID when the tag has moved to another image. */
export interface ContainerSummaryJson {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly ImageManifestDescriptor?: DescriptorJson;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly State: string;
  readonly Status: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Mounts: readonly MountJson[];
}

/** An element of `Mounts`. */
export interface MountJson {
  readonly Type: string;
  readonly Name?: string;
  readonly Source?: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly RW?: boolean;
}

/** `GET /containers/{id}/json`. */
export interface ContainerJson {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly Image: string;
  readonly ImageManifestDescriptor?: DescriptorJson;
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly StartedAt: string;
    readonly Pid: number;
  };
  readonly Config: {
    readonly Image: string;
    readonly WorkingDir: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Volumes: Readonly<Record<string, unknown>> | null;
  };
  readonly HostConfig: {
    readonly Binds: readonly string[] | null;
    readonly Tmpfs: Readonly<Record<string, string>> | null;
    /** `--mount` entries; a volume's subpath stands only here. */
    readonly Mounts:
      | readonly {
          readonly Type: string;
          readonly Source?: string;
          readonly Target: string;
          readonly VolumeOptions?: { readonly Subpath?: string };
        }[]
      | null;
  };
  readonly Mounts: readonly MountJson[];
}

/** The main program and its arguments, in the same answer. They may carry secrets: read while gathering, never kept. */
export interface MainProgramJson {
  readonly Path?: string;
  readonly Args?: readonly string[];
}

/** `GET /images/{name}/json`; `Manifests` with `?manifests=1` (API 1.48 and later, containerd image store only). */
export interface ImageJson {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly Created: string;
  readonly Architecture: string;
  readonly Os: string;
  readonly Variant?: string;
  readonly Descriptor?: DescriptorJson;
  readonly Manifests?: readonly {
    readonly ID: string;
    readonly Kind: string;
    readonly Descriptor?: DescriptorJson;
    readonly ImageData?: {
      readonly Platform: { readonly architecture: string; readonly os: string; readonly variant?: string };
    };
  }[];
  readonly RootFS: { readonly Type: string; readonly Layers?: readonly string[] };
  readonly Metadata?: { readonly LastTagTime?: string };
  readonly Config: {
    readonly WorkingDir: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Volumes: Readonly<Record<string, unknown>> | null;
  };
}

/** How a container ended, and how often it was started again, in the same answer. `Error` is the engine's own text: read while gathering, never kept. */
export interface ContainerEndJson {
  readonly RestartCount?: number;
  readonly State: {
    readonly ExitCode?: number;
    readonly OOMKilled?: boolean;
    readonly Error?: string;
    readonly FinishedAt?: string;
    readonly Health?: { readonly Status: string } | null;
  };
}

/** `GET /services/{id}`: what a Swarm service is to run. A service from a registry names its image with the digest. */
export interface ServiceJson {
  readonly ID: string;
  readonly Spec: {
    readonly Name: string;
    readonly TaskTemplate: { readonly ContainerSpec?: { readonly Image: string } };
  };
}

/** An element of `GET /tasks`: one replica of a service, or one that ended. */
export interface TaskJson {
  readonly ID: string;
  readonly DesiredState: string;
  readonly Status: { readonly State: string };
  readonly Spec: { readonly ContainerSpec?: { readonly Image: string } };
}

/** An element of `GET /images/json`. `RepoTags` is empty for an image without a name. */
export interface ImageSummaryJson {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  /** Seconds since 1970: when the last step was made that did not come from the cache. */
  readonly Created: number;
  readonly Labels: Readonly<Record<string, string>>;
}

/**
 * An element of `BuildCache` in `GET /system/df`. `Description` has the command of a RUN, which may hold secrets: it is read while
 * gathering, never kept.
 */
export interface BuildCacheJson {
  readonly ID: string;
  /** The step before; engines from 23 on list several under another name. */
  readonly Parent?: string;
  readonly Type: string;
  readonly Description: string;
  readonly CreatedAt: string;
  readonly LastUsedAt: string | null;
}

/** `GET /distribution/{name}/json`: the digest is of an index where the name stands for several platforms. */
export interface DistributionJson {
  readonly Descriptor: { readonly digest: string };
  readonly Platforms: readonly { readonly architecture: string; readonly os: string; readonly variant?: string }[];
}

/** A line of `GET /events`; of an image's event `Actor.ID` is its ID, or its name when it was pulled. */
export interface EventJson {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> | null };
  readonly timeNano: number;
}

/** The image's variables, `NAME=value`, in the same answer. They may be secrets: read while gathering, never kept. */
export interface EnvironmentJson {
  readonly Config: { readonly Env?: readonly string[] | null };
}

/** The instructions that a build which begins with the image carries out first, in the same answer. Read while gathering, never kept. */
export interface TriggersJson {
  readonly Config: { readonly OnBuild?: readonly string[] | null };
}

/** An element of `GET /images/{name}/history`, newest first. `CreatedBy` is cut after its first words where it may hold values. */
export interface HistoryJson {
  readonly Id: string;
  /** Seconds since 1970; a step that came from the cache keeps the time of the build that made it. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Comment: string;
}

/** `GET /volumes/{name}`. */
export interface VolumeJson {
  readonly Name: string;
  readonly Driver: string;
  readonly CreatedAt?: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Options: Readonly<Record<string, string>> | null;
}

/** An element of `GET /containers/{id}/changes`: 0 changed, 1 added, 2 deleted. */
export interface ChangeJson {
  readonly Path: string;
  readonly Kind: 0 | 1 | 2;
}
