import { join, relative } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import { boundFolder, hostPathOf, kindOfMount, mountOver } from '../diagnosis/covering-mount.ts';
import type { MountJson, VolumeJson } from '../diagnosis/engine-json.ts';
import type { BuildPlan, CoveringMount, FileOnHost } from '../diagnosis/evidence.ts';
import { pathInside, type Disk } from '../workspace/disk.ts';
import { expectedPath } from '../workspace/plan-build.ts';
import { fetchedPath } from './gather-run-made.ts';
import { answerTo, type Answer, type Gatherer } from './gatherer.ts';
import { isLeftInStage } from './left-in-stage.ts';
import { pathThroughVolume } from './path-through-volume.ts';

export const messages = defineMessages({
  volumeGone: 'The volume is gone',
});

/** Where a file is in the container, and what covers that path. */
export interface Place {
  readonly containerPath: string;
  readonly mount: CoveringMount | null;
  /** What the engine says of the volume that covers the path; null where none does. */
  readonly volume: Answer<VolumeJson> | null;
}

/**
 * Returns where the file is in the container: a path at which a bind mount shows the file itself, or one that the Dockerfile
 * copies it to. Of several a live mount counts first, because somebody mounted the file to have it there; then the one below the working folder. Null when neither is known.
 */
export async function placeOf(gatherer: Gatherer, file: FileOnHost, plan: BuildPlan | null): Promise<Place | null> {
  const { container, disk, build } = gatherer;
  const names = namesOf(gatherer, file);
  const binds = container.Mounts.filter(({ Type }) => Type === 'bind');
  const direct = await boundPaths(disk, names, binds);
  const bound = direct.length > 0 ? direct : await boundPaths(disk, names, await disguisedBinds(gatherer));
  const copied = plan?.copies.map(({ containerPath }) => containerPath) ?? [];
  const paths = [...new Set([...bound, ...copied])];
  const placed = await Promise.all(paths.map((containerPath) => coverPath(gatherer, file, containerPath)));
  const workingFolder = container.Config.WorkingDir || '/';
  const inWorkingFolder = ({ containerPath }: Place): boolean =>
    workingFolder !== '/' && containerPath.startsWith(`${workingFolder}/`);
  const isLive = ({ mount }: Place): boolean => mount?.isOfEditedFile === true;
  const best = [
    placed.find((place) => isLive(place) && inWorkingFolder(place)),
    placed.find(isLive),
    placed.find(inWorkingFolder),
    placed.at(-1),
  ].find((place) => place !== undefined);
  // A Dockerfile that is not known to be this container's says less than a volume that another container's image fills.
  const isSure = best && (isLive(best) || plan?.isProven === true);
  const shared = isSure ? null : await pathThroughVolume(gatherer, file);
  if (shared !== null) return coverPath(gatherer, file, shared);
  if (best) return best;
  if (!plan || 'problem' in build) return null;
  // What only a stage takes is not expected in the image, unless programs read it as they run; what the ignore file keeps from that stage is
  // missed there.
  if (plan.onlyInStages.length > 0 && !plan.ignore?.isExcluded && !(await isLeftInStage(gatherer, file, plan)))
    return null;
  const elsewhere = plan.inUnbuiltStages.find(({ containerPath }) => containerPath !== '');
  const otherPath = elsewhere?.containerPath ?? (await fetchedPath(gatherer, file.path));
  return coverPath(gatherer, file, otherPath ?? (await expectedPath(disk, build, file.path)));
}

/** The paths at which a mount may have the file. A container of another checkout mounts that one's file where it would mount this one. */
function namesOf({ candidate }: Gatherer, { path, realPath }: FileOnHost): readonly string[] {
  const other = candidate.otherCheckout;
  return other ? [join(other.folder, relative(other.here, path))] : [path, realPath];
}

/** The paths at which bind mounts show one of the named files. */
async function boundPaths(
  disk: Disk,
  names: readonly string[],
  binds: readonly MountJson[],
): Promise<readonly string[]> {
  const bound = binds.map(async ({ Source = '', Destination }): Promise<readonly string[]> => {
    const source = await disk.realPath(hostPathOf(Source));
    if (source === null) return [];
    const rest = names.map((path) => pathInside(source, path)).find((each) => each !== null);
    if (rest === undefined || rest === null) return [];
    return [rest === '' ? Destination : `${Destination.replace(/\/$/, '')}/${rest}`];
  });
  return (await Promise.all(bound)).flat();
}

/** So many volumes are asked about the folder they may bind. */
const maximumVolumes = 4;

/** The volumes whose options bind a folder of the host, as the bind mounts that they are. */
async function disguisedBinds({ container, engine, ask }: Gatherer): Promise<readonly MountJson[]> {
  const named = container.Mounts.filter(({ Type, Name }) => Type === 'volume' && !/^[0-9a-f]{64}$/.test(Name ?? ''));
  const asked = named.slice(0, maximumVolumes).map(async (mount): Promise<readonly MountJson[]> => {
    const volume = await answerTo(engine.volume(mount.Name ?? '', ask), messages('volumeGone'));
    const folder = boundFolder(volume.value);
    return folder === null ? [] : [{ ...mount, Source: folder }];
  });
  return (await Promise.all(asked)).flat();
}

async function coverPath(gatherer: Gatherer, file: FileOnHost, containerPath: string): Promise<Place> {
  const { container, disk, engine, ask } = gatherer;
  const covering = mountOver(container, containerPath);
  if (!covering) return { containerPath, mount: null, volume: null };
  const { mount, rest } = covering;
  const volume =
    mount.Type === 'volume' && mount.Name !== undefined
      ? await answerTo(engine.volume(mount.Name, ask), messages('volumeGone'))
      : null;
  const kind = kindOfMount(mount, volume?.value ?? null);
  const source = kind === 'bind' ? hostPathOf(boundFolder(volume?.value ?? null) ?? mount.Source ?? '') : null;
  const real = source === null ? null : await disk.realPath(source);
  const hostPath = real === null ? source : rest === '' ? real : `${real.replace(/\/$/, '')}/${rest}`;
  const resolved = hostPath === null ? null : ((await disk.realPath(hostPath)) ?? hostPath);
  return {
    containerPath,
    volume,
    mount: {
      kind,
      mount,
      rest,
      hostPath,
      isOfEditedFile: resolved !== null && (resolved === file.realPath || hostPath === file.path),
      isSingleFile: rest === '' && kind === 'bind',
    },
  };
}
