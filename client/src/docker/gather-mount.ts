import { boundFolder, hostPathOf, pathBelow } from '../diagnosis/covering-mount.ts';
import type { MountJson } from '../diagnosis/engine-json.ts';
import type { CoveringMount, FileOnHost } from '../diagnosis/evidence.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { pathInside } from '../workspace/disk.ts';
import { known, knownValue, type Gatherer } from './gatherer.ts';
import type { Place } from './place-file.ts';

/** Records what this machine's disk says of the mounts over the file; nothing is asked of the engine. */
export async function gatherMount(
  gatherer: Gatherer,
  file: FileOnHost,
  { containerPath, mount }: Place,
): Promise<void> {
  const { evidence, name } = gatherer;
  if (!mount) return;
  if (mount.kind === 'bind') await recordSource(gatherer, mount);
  if (!mount.isOfEditedFile)
    evidence.hiddenBind = known(await bindBelow(gatherer, file, containerPath, mount), `docker inspect ${name}`);
}

async function recordSource({ disk, evidence }: Gatherer, mount: CoveringMount): Promise<void> {
  const volume = knownValue(evidence.volume);
  const path = hostPathOf(boundFolder(volume) ?? mount.mount.Source ?? '');
  const [entry, realPath, links] = await Promise.all([disk.stat(path), disk.realPath(path), disk.linksOn(path)]);
  const source = { path, realPath, kind: entry?.kind ?? null, bornMs: entry?.bornMs ?? null, links };
  evidence.boundSource = known(source, commandLine`stat ${path}`);
}

/** The bind mount that would show the edited file at the path, if the covering mount were not there. */
async function bindBelow(
  { container, disk }: Gatherer,
  file: FileOnHost,
  containerPath: string,
  { mount: covering }: CoveringMount,
): Promise<MountJson | null> {
  for (const mount of container.Mounts.filter(({ Type }) => Type === 'bind')) {
    const rest = pathBelow(mount.Destination, containerPath);
    if (rest === null || pathBelow(mount.Destination, covering.Destination) === null || mount === covering) continue;
    const source = await disk.realPath(hostPathOf(mount.Source ?? ''));
    if (source === null) continue;
    if ([file.path, file.realPath].some((path) => pathInside(source, path) === rest)) return mount;
  }
  return null;
}
