import { normalisePosix } from '../../../core/src/path.ts';
import type { ContainerJson, MountJson, VolumeJson } from './engine-json.ts';
import type { Known } from './define-cause.ts';
import type { CoveringMount, EvidenceKey } from './evidence.ts';

/** A mount that covers a path, and the path below its destination (empty for the destination itself). */
export interface Covering {
  readonly mount: MountJson;
  readonly rest: string;
}

/** What of a container says what is mounted in it. */
export interface MountsOfContainer {
  readonly Mounts: readonly MountJson[];
  readonly HostConfig: Pick<ContainerJson['HostConfig'], 'Tmpfs'>;
}

/**
 * Returns the mount that decides what is at `path`: the one with the longest destination. `--tmpfs` mounts are not in `Mounts`
 * but only in `HostConfig.Tmpfs`, so both are asked. Null when the path is the container's own.
 */
export function mountOver(container: MountsOfContainer, path: string): Covering | null {
  const tmpfs = Object.keys(container.HostConfig.Tmpfs ?? {}).map((destination): MountJson => ({
    Type: 'tmpfs',
    Destination: normalisePosix(destination),
  }));
  const covering = [...container.Mounts, ...tmpfs].flatMap((mount) => {
    const rest = pathBelow(mount.Destination, path);
    return rest === null ? [] : [{ mount, rest }];
  });
  return covering.reduce<Covering | null>(
    (best, next) => (best && best.rest.length <= next.rest.length ? best : next),
    null,
  );
}

/**
 * Returns whether a mount settles what a process sees so that the image has no part in it: a live mount of the edited file, or a tmpfs
 * of which no process told what is in it. One that is known to lack the file hides what the image has, as any mount does,
 * unless a live mount lies below it.
 */
export function leavesImageOut(evidence: Pick<Known<EvidenceKey>, 'maybe'>): boolean {
  const mount = evidence.maybe('mount');
  if (!mount) return false;
  const isAsked = evidence.maybe('fileInContainer') !== null && evidence.maybe('mayExec') !== false;
  const isOverLiveMount = evidence.maybe('hiddenBind') !== null;
  return mount.isOfEditedFile || (mount.kind === 'tmpfs' && (!isAsked || isOverLiveMount));
}

/** Returns whether a mount is a volume of its own, which Docker filled from the image when it was empty. */
export const isVolume = ({ kind }: CoveringMount): boolean => kind === 'named-volume' || kind === 'anonymous-volume';

/** Returns what is left of `path` below `folder`, '' when they are the same, null when it is not inside. Both are container paths. */
export function pathBelow(folder: string, path: string): string | null {
  const root = folder.replace(/\/+$/, '');
  if (path === root || (root === '' && path === '/')) return '';
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
}

/**
 * Returns the kind of a mount. A volume whose options bind a host folder is a bind mount in disguise: its content is live.
 * An anonymous volume has the label `com.docker.volume.anonymous` from Engine 23 on, and a name of 64 hex digits before that too.
 */
export function kindOfMount(mount: MountJson, volume: VolumeJson | null): CoveringMount['kind'] {
  if (mount.Type === 'bind' || boundFolder(volume) !== null) return 'bind';
  if (mount.Type === 'tmpfs') return 'tmpfs';
  if (mount.Type !== 'volume') return 'other';
  const isAnonymous = volume?.Labels && 'com.docker.volume.anonymous' in volume.Labels;
  return isAnonymous || /^[0-9a-f]{64}$/.test(mount.Name ?? '') ? 'anonymous-volume' : 'named-volume';
}

/** Returns the host folder that a local volume binds (`o: bind`), null for every other volume. */
export function boundFolder(volume: VolumeJson | null): string | null {
  const options = volume?.Options;
  if (!options?.device || !/(^|,)r?bind(,|$)/.test(options.o ?? '')) return null;
  return options.device;
}

/**
 * Returns the host path that a bind source means. Docker Desktop writes its own virtual machine's path: `/host_mnt/Users/…` on
 * macOS, `/run/desktop/mnt/host/c/…` on Windows (https://docs.docker.com/desktop/features/wsl/).
 */
export function hostPathOf(source: string): string {
  const windows = /^\/run\/desktop\/mnt\/host\/([a-z])(\/.*)?$/.exec(source);
  if (windows) return `${windows[1]?.toUpperCase() ?? ''}:${windows[2] ?? '/'}`;
  return source.replace(/^\/host_mnt(?=\/)/, '');
}
