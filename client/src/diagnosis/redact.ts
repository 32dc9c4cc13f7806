import type {
  ContainerJson,
  ContainerSummaryJson,
  DescriptorJson,
  HistoryJson,
  ImageJson,
  MountJson,
  VolumeJson,
} from './engine-json.ts';

/**
 * What of the engine's answers may be kept. Every function copies the fields that causes read and nothing else, so a value that
 * Docker learns to carry tomorrow stays out as well. Left out are environment variables, commands, build arguments,
 * health checks, network addresses, log settings, and all labels but those named here.
 */
const keptLabels = [
  'com.docker.compose.project',
  'com.docker.compose.service',
  'com.docker.compose.container-number',
  'com.docker.compose.oneoff',
  'com.docker.compose.version',
  'com.docker.compose.project.working_dir',
  'com.docker.compose.project.config_files',
  'com.docker.compose.project.environment_file',
  'com.docker.swarm.service.name',
  'com.docker.volume.anonymous',
];

/** Returns the labels that name where a container comes from, without all others. */
const redactLabels = (labels: Readonly<Record<string, string>> | null | undefined): Record<string, string> =>
  Object.fromEntries(keptLabels.flatMap((key) => (labels?.[key] === undefined ? [] : [[key, labels[key]]])));

/** Returns what may be kept of `GET /containers/{id}/json`. */
export function redactContainer(container: ContainerJson): ContainerJson {
  const { Id, Name, Created, Image, ImageManifestDescriptor, State, Config, HostConfig, Mounts } = container;
  return {
    Id,
    Name,
    Created,
    Image,
    ...descriptorOf('ImageManifestDescriptor', ImageManifestDescriptor),
    State: { Status: State.Status, Running: State.Running, StartedAt: State.StartedAt, Pid: State.Pid },
    Config: {
      Image: Config.Image,
      WorkingDir: Config.WorkingDir,
      Labels: redactLabels(Config.Labels),
      Volumes: redactVolumes(Config.Volumes),
    },
    HostConfig: {
      Binds: HostConfig.Binds?.map(withoutCredentials) ?? null,
      Tmpfs: HostConfig.Tmpfs && Object.fromEntries(Object.keys(HostConfig.Tmpfs).map((path) => [path, ''])),
      Mounts: HostConfig.Mounts?.map(redactMountOption) ?? null,
    },
    Mounts: Mounts.map(redactMount),
  };
}

/** Returns what may be kept of an element of `GET /containers/json`. */
export function redactSummary(summary: ContainerSummaryJson): ContainerSummaryJson {
  const { Id, Names, Image, ImageID, ImageManifestDescriptor, Created, State, Status, Labels, Mounts } = summary;
  return {
    Id,
    Names,
    Image,
    ImageID,
    ...descriptorOf('ImageManifestDescriptor', ImageManifestDescriptor),
    Created,
    State,
    Status,
    Labels: redactLabels(Labels),
    Mounts: Mounts.map(redactMount),
  };
}

/** Returns what may be kept of `GET /images/{name}/json`. */
export function redactImage(image: ImageJson): ImageJson {
  const {
    Id,
    RepoTags,
    RepoDigests,
    Created,
    Architecture,
    Os,
    Variant,
    Descriptor,
    Manifests,
    RootFS,
    Metadata,
    Config,
  } = image;
  return {
    Id,
    RepoTags,
    RepoDigests,
    Created,
    Architecture,
    Os,
    ...(Variant === undefined ? {} : { Variant }),
    ...descriptorOf('Descriptor', Descriptor),
    ...(Manifests ? { Manifests: Manifests.map(({ ID, Kind }) => ({ ID, Kind })) } : {}),
    RootFS: { Type: RootFS.Type, ...(RootFS.Layers ? { Layers: RootFS.Layers } : {}) },
    ...(Metadata?.LastTagTime === undefined ? {} : { Metadata: { LastTagTime: Metadata.LastTagTime } }),
    Config: {
      WorkingDir: Config.WorkingDir,
      Labels: redactLabels(Config.Labels),
      Volumes: redactVolumes(Config.Volumes),
    },
  };
}

const instructions =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );

/** Returns what may be kept of a history entry: the whole line of a COPY or WORKDIR, and only the keyword of every other step. */
export function redactHistory({ Id, Created, CreatedBy, Size, Comment }: HistoryJson): HistoryJson {
  const line = CreatedBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '');
  const isKept = /^(COPY|WORKDIR)\s/.test(line);
  const keyword = instructions.find((each) => line.startsWith(`${each} `)) ?? 'RUN';
  // What `docker commit --message` was given stands in the same field as the builder's name.
  const comment = /^buildkit\.\S+$/.test(Comment) ? Comment : '';
  return { Id, Created, CreatedBy: isKept ? withoutCredentials(CreatedBy) : keyword, Size, Comment: comment };
}

/** Returns what may be kept of `GET /volumes/{name}`; the options of a network file system carry its password. */
export function redactVolume({ Name, Driver, CreatedAt, Labels, Options }: VolumeJson): VolumeJson {
  const isBind = /(^|,)r?bind(,|$)/.test(Options?.o ?? '');
  return {
    Name,
    Driver,
    ...(CreatedAt === undefined ? {} : { CreatedAt }),
    Labels: Labels && redactLabels(Labels),
    Options: Options && isBind ? { type: Options.type ?? '', o: 'bind', device: Options.device ?? '' } : Options && {},
  };
}

/** Returns a line without user, password and query of the URLs in it. */
export const withoutCredentials = (line: string): string =>
  line.replace(/\b([a-z][a-z+.-]*:\/\/)([^\s/@]*@)?([^\s?#]*)(\?[^\s#]*)?/gi, '$1$3');

const redactVolumes = (volumes: Readonly<Record<string, unknown>> | null): Record<string, unknown> | null =>
  volumes && Object.fromEntries(Object.keys(volumes).map((path) => [path, {}]));

const redactMount = ({ Type, Name, Source, Destination, Driver, RW }: MountJson): MountJson => ({
  Type,
  ...(Name === undefined ? {} : { Name }),
  ...(Source === undefined ? {} : { Source: withoutCredentials(Source) }),
  Destination,
  ...(Driver === undefined ? {} : { Driver }),
  ...(RW === undefined ? {} : { RW }),
});

const redactMountOption = (
  option: NonNullable<ContainerJson['HostConfig']['Mounts']>[number],
): NonNullable<ContainerJson['HostConfig']['Mounts']>[number] => ({
  Type: option.Type,
  ...(option.Source === undefined ? {} : { Source: withoutCredentials(option.Source) }),
  Target: option.Target,
  ...(option.VolumeOptions?.Subpath === undefined ? {} : { VolumeOptions: { Subpath: option.VolumeOptions.Subpath } }),
});

const descriptorOf = <Key extends string>(
  key: Key,
  descriptor: DescriptorJson | undefined,
): Partial<Record<Key, DescriptorJson>> =>
  descriptor ? ({ [key]: { digest: descriptor.digest } } as Record<Key, DescriptorJson>) : {};
