import type { Readable } from 'node:stream';
import type { Text } from '../../../core/src/text.ts';
import type {
  BuildCacheJson,
  ChangeJson,
  ContainerEndJson,
  ContainerJson,
  ContainerSummaryJson,
  DistributionJson,
  EnvironmentJson,
  EventJson,
  HistoryJson,
  ImageJson,
  ImageSummaryJson,
  MainProgramJson,
  ServiceJson,
  TaskJson,
  VolumeJson,
  TriggersJson,
} from '../diagnosis/engine-json.ts';
import type { Login } from '../workspace/registry-login.ts';

/** Why a question to the engine has no answer; code matches on this, never on the text. */
export type FailureReason =
  | 'not-found'
  | 'not-permitted'
  | 'unreachable'
  | 'timed-out'
  | 'cancelled'
  | 'unsupported'
  | 'conflict'
  | 'broken-answer';

/** The only error an `Engine` throws. `text` is one sentence with the engine's real error and the endpoint that was asked. */
export class EngineFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly text: Text,
    options?: ErrorOptions,
  ) {
    super(text.english, options);
    this.name = 'EngineFailure';
  }
}

/** What `GET /version` and `GET /_ping` say about the engine. */
export interface EngineVersion {
  readonly version: string;
  /** The API version in use: the smaller of the engine's newest and ours. */
  readonly apiVersion: string;
  readonly operatingSystem: string;
  /** The component that answers, `Engine` for Docker's own, `Podman Engine` for Podman's compatible API. */
  readonly component: string;
}

/** What `GET /info` says of the engine's machine. */
export interface EngineInfo {
  /** The distribution's name, or `Docker Desktop`. */
  readonly OperatingSystem: string;
}

/** The end of a program that ran in a container; at most `limit` bytes of its output are kept. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Filters as in the API, for example `{ label: ['a=b'] }`. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** Every question takes a signal, and ends with `EngineFailure` `cancelled` when it is aborted. */
export interface Ask {
  readonly signal?: AbortSignal;
}

/**
 * The questions we ask of a Docker Engine. All are read-only but the probe: a container that is created from an image,
 * never started, labelled `dev.unstale.probe`, and removed by the caller with `removeProbe`.
 * Every function throws `EngineFailure` and nothing else; every call has a time limit.
 */
export interface Engine {
  /** How many requests were sent so far. */
  readonly calls: number;
  version(ask?: Ask): Promise<EngineVersion>;
  /** What the engine says of the machine it runs on. */
  info(ask?: Ask): Promise<EngineInfo>;
  /** All containers, stopped ones included; `filters` as in the API, for example `{ label: ['a=b'] }`. */
  containers(filters?: Readonly<Record<string, readonly string[]>>, ask?: Ask): Promise<ContainerSummaryJson[]>;
  container(id: string, ask?: Ask): Promise<ContainerJson & MainProgramJson & ContainerEndJson>;
  /** With `manifests` the answer has `Manifests` where the engine knows it (API 1.48); older engines are asked without. */
  image(
    name: string,
    options?: { readonly manifests?: boolean },
    ask?: Ask,
  ): Promise<ImageJson & EnvironmentJson & TriggersJson>;
  history(image: string, ask?: Ask): Promise<HistoryJson[]>;
  /**
   * The images that pass the filters, for example `{ reference: ['shop', 'shop:*'] }`. Without a filter containerd's store needs
   * about a second for a hundred images, so there is no question without one.
   */
  images(filters: Filters, ask?: Ask): Promise<ImageSummaryJson[]>;
  /** The steps in the build cache, and the folders that builds were sent. An engine before API 1.42 counts all its disk usage for it. */
  buildCache(ask?: Ask): Promise<BuildCacheJson[]>;
  /**
   * What a registry has under a name now, asked by the engine. A name without a registry's host is asked of Docker Hub, so nobody's name
   * is asked about without consent. `not-found` when the registry does not know the name.
   */
  distribution(name: string, login: Login | null, ask?: Ask): Promise<DistributionJson>;
  /** What happened between two times (milliseconds since 1970); the engine keeps the last 256 events, and none from before it started. */
  events(sinceMs: number, untilMs: number, filters: Filters, ask?: Ask): Promise<readonly EventJson[]>;
  volume(name: string, ask?: Ask): Promise<VolumeJson>;
  /** A Swarm service by its ID or name; an engine that is no manager of a swarm refuses. */
  service(id: string, ask?: Ask): Promise<ServiceJson>;
  /** The tasks of a Swarm service, those that ended included. */
  tasks(service: string, ask?: Ask): Promise<TaskJson[]>;
  /** The paths written in the container's own layer; an empty list where the engine answers `null`. */
  changes(id: string, ask?: Ask): Promise<ChangeJson[]>;
  /** The container's processes, asked with `ps` arguments; `Titles` and `Processes` as the engine gives them. */
  top(id: string, psArguments: string, ask?: Ask): Promise<{ Titles: string[]; Processes: string[][] }>;
  /** A tar stream of a path. It shows the content of mounts as the host has it now, not as the process has it. */
  archive(id: string, path: string, ask?: Ask): Promise<Readable>;
  /**
   * When what is at a path was changed last, in milliseconds since 1970 with their fraction, which archives cut off; mounts count as
   * in `archive`. `not-found` where nothing is.
   */
  modifiedAt(id: string, path: string, ask?: Ask): Promise<number>;
  /** A tar stream of a whole image, as `docker save` writes it: large, and the only way to see single layers. */
  save(image: string, ask?: Ask): Promise<Readable>;
  /** Runs a program in a running container and waits for its end; arguments are passed as they are, through no shell. */
  exec(id: string, command: readonly string[], options?: { readonly limit?: number }, ask?: Ask): Promise<ExecResult>;
  /**
   * Creates a probe container from an image and returns its ID. `volumes` are the paths the image declares as VOLUME: they
   * get a tmpfs, so that no anonymous volume is made, and the archive shows the image's own files below them.
   */
  createProbe(image: string, volumes: readonly string[], ask?: Ask): Promise<string>;
  /** Removes a probe; a probe that is already gone is no failure. */
  removeProbe(id: string): Promise<void>;
  /** Closes idle connections and child processes. */
  close(): void;
}
