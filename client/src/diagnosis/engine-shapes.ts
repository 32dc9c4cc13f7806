import {
  aBoolean,
  aNumber,
  anything,
  aString,
  listOf,
  objectOf,
  optional,
  orNull,
  recordOf,
} from '../../../core/src/shape.ts';
import type * as engine from './engine-json.ts';

const platform = objectOf<NonNullable<engine.DescriptorJson['platform']>>({
  architecture: aString,
  os: aString,
  variant: optional(aString),
});

const descriptor = objectOf<engine.DescriptorJson>({ digest: aString, platform: optional(platform) });

/** A mount, as `docker inspect` lists it. */
export const mountJson = objectOf<engine.MountJson>({
  Type: aString,
  Name: optional(aString),
  Source: optional(aString),
  Destination: aString,
  Driver: optional(aString),
  RW: optional(aBoolean),
});

/** A container in a list. */
export const containerSummary = objectOf<engine.ContainerSummaryJson>({
  Id: aString,
  Names: listOf(aString),
  Image: aString,
  ImageID: aString,
  ImageManifestDescriptor: optional(descriptor),
  Created: aNumber,
  State: aString,
  Status: aString,
  Labels: recordOf(aString),
  Mounts: listOf(mountJson),
});

type HostMount = NonNullable<engine.ContainerJson['HostConfig']['Mounts']>[number];

const hostMount = objectOf<HostMount>({
  Type: aString,
  Source: optional(aString),
  Target: aString,
  VolumeOptions: optional(objectOf<NonNullable<HostMount['VolumeOptions']>>({ Subpath: optional(aString) })),
});

/** A container as it was inspected. */
export const container = objectOf<engine.ContainerJson>({
  Id: aString,
  Name: aString,
  Created: aString,
  Image: aString,
  ImageManifestDescriptor: optional(descriptor),
  State: objectOf<engine.ContainerJson['State']>({
    Status: aString,
    Running: aBoolean,
    StartedAt: aString,
    Pid: aNumber,
  }),
  Config: objectOf<engine.ContainerJson['Config']>({
    Image: aString,
    WorkingDir: aString,
    Labels: recordOf(aString),
    Volumes: orNull(recordOf(anything)),
  }),
  HostConfig: objectOf<engine.ContainerJson['HostConfig']>({
    Binds: orNull(listOf(aString)),
    Tmpfs: orNull(recordOf(aString)),
    Mounts: orNull(listOf(hostMount)),
  }),
  Mounts: listOf(mountJson),
});

type Manifest = NonNullable<engine.ImageJson['Manifests']>[number];

const manifest = objectOf<Manifest>({
  ID: aString,
  Kind: aString,
  Descriptor: optional(descriptor),
  ImageData: optional(objectOf<NonNullable<Manifest['ImageData']>>({ Platform: platform })),
});

/** An image as it was inspected. */
export const image = objectOf<engine.ImageJson>({
  Id: aString,
  RepoTags: listOf(aString),
  RepoDigests: listOf(aString),
  Created: aString,
  Architecture: aString,
  Os: aString,
  Variant: optional(aString),
  Descriptor: optional(descriptor),
  Manifests: optional(listOf(manifest)),
  RootFS: objectOf<engine.ImageJson['RootFS']>({ Type: aString, Layers: optional(listOf(aString)) }),
  Metadata: optional(objectOf<NonNullable<engine.ImageJson['Metadata']>>({ LastTagTime: optional(aString) })),
  Config: objectOf<engine.ImageJson['Config']>({
    WorkingDir: aString,
    Labels: recordOf(aString),
    Volumes: orNull(recordOf(anything)),
  }),
});

/** A step of an image. */
export const history = objectOf<engine.HistoryJson>({
  Id: aString,
  Created: aNumber,
  CreatedBy: aString,
  Size: aNumber,
  Comment: aString,
});

/** A volume as it was inspected. */
export const volume = objectOf<engine.VolumeJson>({
  Name: aString,
  Driver: aString,
  CreatedAt: optional(aString),
  Labels: orNull(recordOf(aString)),
  Options: orNull(recordOf(aString)),
});
