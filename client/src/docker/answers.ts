import type {
  BuildCacheJson,
  ChangeJson,
  ContainerJson,
  ContainerSummaryJson,
  DistributionJson,
  EventJson,
  HistoryJson,
  ImageJson,
  ServiceJson,
  TaskJson,
  ImageSummaryJson,
  VolumeJson,
} from '../diagnosis/engine-json.ts';
import type { EngineInfo, EngineVersion } from './engine.ts';
import { BrokenAnswer } from './engine-failures.ts';

/*
 * The engine leaves lists and maps out, or writes `null`, where they are empty: Go's nil, and since API 1.50 `omitempty`
 * (https://docs.docker.com/reference/api/engine/version-history/). These functions fill in the empty ones that the types
 * promise and leave everything else as it came. They throw `BrokenAnswer` when the answer is of another kind altogether.
 */

type Json = Readonly<Record<string, unknown>>;

/** Returns the answer of `GET /containers/json`. */
export const containerSummaries = (answer: unknown): ContainerSummaryJson[] =>
  objects(answer).map((container) => ({
    ...(container as unknown as ContainerSummaryJson),
    Names: list(container.Names),
    Labels: map(container.Labels),
    Mounts: list(container.Mounts),
  }));

/** Returns the answer of `GET /containers/{id}/json`. */
export function container(answer: unknown): ContainerJson {
  const json = objectWith(answer, 'Id');
  const raw = json as unknown as ContainerJson;
  const config = object(json.Config ?? {});
  const hostConfig = object(json.HostConfig ?? {});
  return {
    ...raw,
    State: object(json.State) as unknown as ContainerJson['State'],
    Config: {
      ...raw.Config,
      Image: text(config.Image),
      WorkingDir: text(config.WorkingDir),
      Labels: map(config.Labels),
      Volumes: raw.Config?.Volumes ?? null,
    },
    HostConfig: {
      ...raw.HostConfig,
      Binds: (hostConfig.Binds ?? null) as ContainerJson['HostConfig']['Binds'],
      Tmpfs: (hostConfig.Tmpfs ?? null) as ContainerJson['HostConfig']['Tmpfs'],
      Mounts: (hostConfig.Mounts ?? null) as ContainerJson['HostConfig']['Mounts'],
    },
    Mounts: list(json.Mounts),
  };
}

/** Returns the answer of `GET /images/{name}/json`. */
export function image(answer: unknown): ImageJson {
  const json = objectWith(answer, 'Id');
  const raw = json as unknown as ImageJson;
  const config = object(json.Config ?? {});
  return {
    ...raw,
    RepoTags: list(json.RepoTags),
    RepoDigests: list(json.RepoDigests),
    RootFS: object(json.RootFS ?? {}) as unknown as ImageJson['RootFS'],
    Config: {
      ...raw.Config,
      WorkingDir: text(config.WorkingDir),
      Labels: map(config.Labels),
      Volumes: (config.Volumes ?? null) as ImageJson['Config']['Volumes'],
    },
  };
}

/** Returns the answer of `GET /images/{name}/history`. */
export const history = (answer: unknown): HistoryJson[] => objects(answer) as unknown as HistoryJson[];

/** Returns the answer of `GET /images/json`; engines before 23 write `<none>:<none>` where an image has no name. */
export const imageSummaries = (answer: unknown): ImageSummaryJson[] =>
  objects(answer).map((image) => ({
    ...(image as unknown as ImageSummaryJson),
    RepoTags: list<string>(image.RepoTags).filter((tag) => !tag.startsWith('<none>')),
    Labels: map(image.Labels),
  }));

/** Returns the build cache in the answer of `GET /system/df`. */
export const buildCache = (answer: unknown): BuildCacheJson[] =>
  objects(object(answer).BuildCache) as unknown as BuildCacheJson[];

/** Returns the answer of `GET /distribution/{name}/json`. */
export function distribution(answer: unknown): DistributionJson {
  const { Descriptor, Platforms } = objectWith(answer, 'Descriptor');
  return { Descriptor: { digest: text(object(Descriptor).digest) }, Platforms: list(Platforms) };
}

/** Returns one line of the answer of `GET /events`. */
export const event = (answer: unknown): EventJson => objectWith(answer, 'Action') as unknown as EventJson;

/** Returns the answer of `GET /volumes/{name}`. */
export function volume(answer: unknown): VolumeJson {
  const json = objectWith(answer, 'Name');
  return { ...(json as unknown as VolumeJson), Labels: nullable(json.Labels), Options: nullable(json.Options) };
}

/** Returns the answer of `GET /services/{id}`. */
export function service(answer: unknown): ServiceJson {
  const json = objectWith(answer, 'Spec');
  const spec = object(json.Spec);
  return {
    ID: text(json.ID),
    Spec: { Name: text(spec.Name), TaskTemplate: containerSpecIn(spec.TaskTemplate) },
  };
}

/** Returns the answer of `GET /tasks`. */
export const tasks = (answer: unknown): TaskJson[] =>
  objects(answer).map((task) => ({
    ID: text(task.ID),
    DesiredState: text(task.DesiredState),
    Status: { State: text(object(task.Status ?? {}).State) },
    Spec: containerSpecIn(task.Spec),
  }));

/** Only the image is read; a specification holds environment variables, too. */
function containerSpecIn(spec: unknown): TaskJson['Spec'] {
  const container = object(spec ?? {}).ContainerSpec;
  return container === undefined ? {} : { ContainerSpec: { Image: text(object(container).Image) } };
}

/** Returns the answer of `GET /containers/{id}/changes`, which is `null` when nothing changed. */
export const changes = (answer: unknown): ChangeJson[] => objects(answer) as unknown as ChangeJson[];

/** Returns the answer of `GET /containers/{id}/top`. */
export function processes(answer: unknown): { Titles: string[]; Processes: string[][] } {
  const json = objectWith(answer, 'Titles');
  return { Titles: list(json.Titles), Processes: list(json.Processes) };
}

/**
 * Returns the time in what the head of an archive says of its path, in base64:
 * https://docs.docker.com/reference/api/engine/version/v1.51/#tag/Container/operation/ContainerArchiveInfo
 */
export function modifiedAt(head: unknown): number {
  const { mtime } = objectWith(JSON.parse(Buffer.from(text(head), 'base64').toString('utf8')), 'mtime');
  const whole = Date.parse(text(mtime));
  if (Number.isNaN(whole)) throw new BrokenAnswer('mtime is no time');
  // Dates keep milliseconds; the engine tells nanoseconds.
  const fraction = /\.(\d+)/.exec(text(mtime))?.[1] ?? '';
  return Math.floor(whole / 1000) * 1000 + Number(`0.${fraction}0`) * 1000;
}

/** Returns the answer of `GET /version`; the first component is the engine itself. */
export function engineVersion(answer: unknown, apiVersion: string): EngineVersion {
  const json = objectWith(answer, 'Version');
  const [engine] = list<unknown>(json.Components);
  return {
    version: text(json.Version),
    apiVersion,
    operatingSystem: text(json.Os),
    component: text(object(engine ?? {}).Name) || 'Engine',
  };
}

/** Returns the answer of `GET /info`; most of it is not asked for. */
export const engineInfo = (answer: unknown): EngineInfo => ({ OperatingSystem: text(object(answer).OperatingSystem) });

/** Returns the field `Id` of what was created. */
export function createdId(answer: unknown): string {
  const { Id } = objectWith(answer, 'Id');
  if (typeof Id !== 'string' || Id === '') throw new BrokenAnswer('Id is no string');
  return Id;
}

/** Returns an answer that must be an object. */
export function object(answer: unknown): Json {
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Json;
  throw new BrokenAnswer('an object was expected');
}

function objectWith(answer: unknown, field: string): Json {
  const json = object(answer);
  if (!(field in json)) throw new BrokenAnswer(`${field} is missing`);
  return json;
}

function objects(answer: unknown): Json[] {
  return list<unknown>(answer).map(object);
}

function list<T>(value: unknown): T[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value as T[];
  throw new BrokenAnswer('a list was expected');
}

const map = (value: unknown): Readonly<Record<string, string>> =>
  object(value ?? {}) as Readonly<Record<string, string>>;

const nullable = (value: unknown): Readonly<Record<string, string>> | null => (value ? map(value) : null);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
