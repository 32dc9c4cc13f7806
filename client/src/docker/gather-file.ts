import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf, sameSeen } from '../diagnosis/content.ts';
import { boundFolder, hostPathOf, kindOfMount, mountOver } from '../diagnosis/covering-mount.ts';
import type { VolumeJson } from '../diagnosis/engine-json.ts';
import type { BuildPlan, CopyStep, CoveringMount, FileOnHost, FileSeen } from '../diagnosis/evidence.ts';
import { redactVolume } from '../diagnosis/redact.ts';
import { pathInside } from '../workspace/disk.ts';
import { expectedPath, routesFor } from '../workspace/plan-build.ts';
import { gatherProcess } from './gather-process.ts';
import { failureText, known, missing, notAsked, orNull, planOf, type Gatherer } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';
import { seeInProcess } from './see-in-process.ts';

export const messages = defineMessages({
  certain: 'Not asked: the container has your content',
  mountDelivers: 'Not asked: a mount delivers your file itself',
  imageGone: 'The image is gone, and a mount or a change hides what the container got from it',
  noPath: 'Where the file would be in the container is not known',
  notRunning: 'The container is not running, so no process could be asked',
  noProgram: 'The container has no program that could read the file for us',
  folderKept: 'Not asked: the mounted folder is the one the container started with',
  noMount: 'Nothing is mounted there',
  unreadable: 'The file on disk cannot be read: {error}',
  tagGone: 'No image has that name any more',
});

/** Traces one file through the container; `path` is the file by its folder's real path. */
export async function gatherFile(gatherer: Gatherer, path: string): Promise<void> {
  const { evidence } = gatherer;
  const file = await readHostFile(gatherer, path);
  if (!file) return;
  const plan = planOf(gatherer, path);
  const place = await placeOf(gatherer, file, plan);
  if (!place) {
    for (const key of ['containerPath', 'mount', 'fileInContainer', 'fileInTaggedImage'] as const)
      evidence[key] = missing(messages('noPath'));
    return;
  }
  const { containerPath, mount, volume } = place;
  evidence.containerPath = known(
    containerPath,
    mount?.isOfEditedFile ? 'docker inspect → .Mounts' : (plan?.dockerfile ?? 'Dockerfile'),
  );
  evidence.mount = known(mount, `docker inspect ${gatherer.name}`);
  if (volume) evidence.volume = known(redactVolume(volume), `docker volume inspect ${volume.Name}`);
  const seen = await lookIntoContainer(gatherer, containerPath);
  await askProcessView(gatherer, file, mount, containerPath);
  const isThere = hasContentOf(seen, file) === true;
  const arrivedLate = isNewerThanStart(gatherer, file, mount, seen);
  if (!isThere || arrivedLate) await lookIntoImages(gatherer, containerPath, mount, seen);
  else leaveImagesOut(gatherer, mount);
  recordRewriter(gatherer, path, containerPath);
  if (isThere) await gatherProcess(gatherer, containerPath);
}

async function readHostFile({ disk, evidence, ask }: Gatherer, path: string): Promise<FileOnHost | null> {
  const entry = await disk.stat(path);
  try {
    const sha256 = await disk.sha256(path, ask.signal);
    const file: FileOnHost = {
      path,
      realPath: (await disk.realPath(path)) ?? path,
      size: entry?.size ?? 0,
      modifiedMs: entry?.modifiedMs ?? 0,
      accessedMs: entry?.accessedMs ?? null,
      bornMs: entry?.bornMs ?? null,
      sha256,
    };
    evidence.fileOnHost = known(file, `sha256sum ${path}`);
    return file;
  } catch (error) {
    evidence.fileOnHost = missing(
      messages('unreadable', { error: error instanceof Error ? error.message : String(error) }),
    );
    return null;
  }
}

interface Place {
  readonly containerPath: string;
  readonly mount: CoveringMount | null;
  readonly volume: VolumeJson | null;
}

/**
 * Returns where the file is in the container: a path at which a bind mount shows the file itself, or one that the Dockerfile
 * copies it to. Of several the one below the working folder counts, because that is what the container runs.
 */
async function placeOf(gatherer: Gatherer, file: FileOnHost, plan: BuildPlan | null): Promise<Place | null> {
  const { container, disk, build } = gatherer;
  const bound: string[] = [];
  for (const mount of container.Mounts.filter(({ Type }) => Type === 'bind')) {
    const source = await disk.realPath(hostPathOf(mount.Source ?? ''));
    const rest = source === null ? null : (pathInside(source, file.path) ?? pathInside(source, file.realPath));
    if (rest !== null) bound.push(rest === '' ? mount.Destination : `${mount.Destination.replace(/\/$/, '')}/${rest}`);
  }
  const copied = plan?.copies.map(({ containerPath }) => containerPath) ?? [];
  const paths = [...new Set([...bound, ...copied])];
  const placed = await Promise.all(paths.map((containerPath) => coverPath(gatherer, file, containerPath)));
  const workingFolder = container.Config.WorkingDir || '/';
  const inWorkingFolder = ({ containerPath }: Place): boolean =>
    workingFolder !== '/' && containerPath.startsWith(`${workingFolder}/`);
  const isLive = ({ mount }: Place): boolean => mount?.isOfEditedFile === true;
  const best = [
    placed.find((place) => inWorkingFolder(place) && isLive(place)),
    placed.find(inWorkingFolder),
    placed.find(isLive),
    placed.at(-1),
  ].find((place) => place !== undefined);
  if (best) return best;
  if (!plan || 'problem' in build || plan.onlyInStages.length > 0) return null;
  return coverPath(gatherer, file, await expectedPath(disk, build, file.path));
}

async function coverPath(gatherer: Gatherer, file: FileOnHost, containerPath: string): Promise<Place> {
  const { container, disk, engine, ask } = gatherer;
  const covering = mountOver(container, containerPath);
  if (!covering) return { containerPath, mount: null, volume: null };
  const { mount, rest } = covering;
  const volume =
    mount.Type === 'volume' && mount.Name !== undefined ? await orNull(engine.volume(mount.Name, ask)) : null;
  const kind = kindOfMount(mount, volume);
  const source = kind === 'bind' ? hostPathOf(boundFolder(volume) ?? mount.Source ?? '') : null;
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

async function lookIntoContainer(
  { engine, candidate, name, ask, evidence }: Gatherer,
  path: string,
): Promise<FileSeen | null> {
  try {
    const seen = await seeFile(engine, candidate.id, path, ask);
    evidence.fileInContainer = known(seen, `docker cp ${name}:${path} - | tar -xO | sha256sum`);
    return seen;
  } catch (error) {
    evidence.fileInContainer = missing(failureText(error));
    return null;
  }
}

/**
 * A process may see something else than the archive shows, where a mounted file or folder was replaced on the host after the start.
 * A single file is always asked about, since a file that is moved there keeps its own time of creation.
 */
async function askProcessView(
  gatherer: Gatherer,
  file: FileOnHost,
  mount: CoveringMount | null,
  path: string,
): Promise<void> {
  const { engine, disk, container, name, candidate, ask, evidence } = gatherer;
  if (!mount?.isOfEditedFile) return void (evidence.fileInProcess = notAsked(messages('noMount')));
  if (!container.State.Running || container.State.Status !== 'running') {
    return void (evidence.fileInProcess = notAsked(messages('notRunning')));
  }
  const source = await disk.stat(hostPathOf(mount.mount.Source ?? ''));
  const born = mount.isSingleFile ? file.bornMs : (source?.bornMs ?? null);
  const isOld = born !== null && born <= Date.parse(container.State.StartedAt);
  if (!mount.isSingleFile && isOld) return void (evidence.fileInProcess = notAsked(messages('folderKept')));
  try {
    const seen = await seeInProcess(engine, candidate.id, path, ask);
    if (seen) evidence.fileInProcess = known(seen, `docker exec ${name} sha256sum ${path}`);
    else evidence.fileInProcess = isOld ? notAsked(messages('noProgram')) : missing(messages('noProgram'));
  } catch (error) {
    evidence.fileInProcess = missing(failureText(error));
  }
}

/** Whether the content came into the container after its process started: through a live mount, or written inside. */
function isNewerThanStart(
  gatherer: Gatherer,
  file: FileOnHost,
  mount: CoveringMount | null,
  seen: FileSeen | null,
): boolean {
  const started = Date.parse(gatherer.container.State.StartedAt);
  if (mount) return file.modifiedMs > started;
  return seen?.kind === 'file' && seen.modifiedMs > started;
}

function leaveImagesOut({ evidence }: Gatherer, mount: CoveringMount | null): void {
  const why = mount?.isOfEditedFile ? messages('mountDelivers') : messages('certain');
  evidence.fileInImage = notAsked(why);
  evidence.fileInTaggedImage = notAsked(why);
}

/** Reads the file in the container's own image and in the one the tag names; one probe serves both when they are the same. */
async function lookIntoImages(
  gatherer: Gatherer,
  path: string,
  mount: CoveringMount | null,
  seen: FileSeen | null,
): Promise<void> {
  const { own, tagged, evidence } = gatherer;
  const same = evidence.sameImage?.is === 'known' && evidence.sameImage.value.isSame;
  if (tagged) await lookIntoImage(gatherer, tagged, path, 'fileInTaggedImage');
  else evidence.fileInTaggedImage = notAsked(messages('tagGone'));
  if (same && evidence.fileInTaggedImage?.is === 'known') evidence.fileInImage = evidence.fileInTaggedImage;
  else if (own) await lookIntoImage(gatherer, own, path, 'fileInImage');
  else await inferFromContainer(gatherer, path, mount, seen);
  const inImage = evidence.fileInImage;
  const isWritten = !mount && seen && inImage?.is === 'known' && !sameSeen(seen, inImage.value);
  if (isWritten) await lookIntoLayer(gatherer, path);
}

async function lookIntoImage(
  gatherer: Gatherer,
  image: NonNullable<Gatherer['tagged']>,
  path: string,
  key: 'fileInImage' | 'fileInTaggedImage',
): Promise<void> {
  const { engine, ask, evidence } = gatherer;
  try {
    const seen = await withProbe(engine, image, (probe) => seeFile(engine, probe, path, ask), ask);
    evidence[key] = known(seen, `docker run --rm --entrypoint sha256sum ${image.Id} ${path}`);
  } catch (error) {
    evidence[key] = missing(failureText(error));
  }
}

/** With the image gone, a file that no mount covers and that the container did not write is the image's own. */
async function inferFromContainer(
  gatherer: Gatherer,
  path: string,
  mount: CoveringMount | null,
  seen: FileSeen | null,
): Promise<void> {
  const { evidence, name } = gatherer;
  if (mount || !seen) return void (evidence.fileInImage = missing(messages('imageGone')));
  await lookIntoLayer(gatherer, path);
  const written = evidence.writtenInContainer;
  if (written?.is === 'known' && written.value === null) {
    evidence.fileInImage = known(seen, `docker diff ${name} does not list ${path}`);
  } else {
    evidence.fileInImage = missing(messages('imageGone'));
  }
}

/** The answer takes as long as the image has files, so it is asked only where the image itself cannot answer, or to name the writer. */
async function lookIntoLayer({ engine, candidate, name, ask, evidence }: Gatherer, path: string): Promise<void> {
  if (evidence.writtenInContainer) return;
  try {
    const change = (await engine.changes(candidate.id, ask)).find(({ Path }) => Path === path);
    const kind = change ? (['changed', 'added', 'deleted'] as const)[change.Kind] : null;
    evidence.writtenInContainer = known(kind, `docker diff ${name}`);
  } catch (error) {
    evidence.writtenInContainer = missing(failureText(error));
  }
}

/**
 * A RUN after the copy may have written the file again. COPY keeps the host's time, which is before the build; a later time in the
 * image is that of a RUN. Within one second the engine's history cannot tell them apart, and the RUN's words decide.
 */
function recordRewriter(gatherer: Gatherer, path: string, containerPath: string): void {
  const { build, evidence } = gatherer;
  const plan = evidence.plan?.is === 'known' ? evidence.plan.value : null;
  const key = evidence.fileInTaggedImage?.is === 'known' ? 'fileInTaggedImage' : 'fileInImage';
  const seen = evidence[key]?.is === 'known' ? (evidence[key] as { value: FileSeen }).value : null;
  if (!plan || 'problem' in build || seen?.kind !== 'file') return;
  const rewriter = rewriterOf(gatherer, plan, path, containerPath, seen.modifiedMs);
  evidence.rewrittenBy = known(rewriter, build.found.path);
}

function rewriterOf(
  { build }: Gatherer,
  plan: BuildPlan,
  path: string,
  containerPath: string,
  modifiedMs: number,
): CopyStep | null {
  if ('problem' in build) return null;
  const { final, laterRuns } = routesFor(build, path);
  const copy = final.find((route) => route.containerPath === containerPath);
  const copied = copy && build.found.match.entries.get(copy.instruction)?.Created;
  if (copied === undefined) return null;
  const second = Math.floor(modifiedMs / 1000);
  if (second < copied) return null;
  const name = containerPath.slice(containerPath.lastIndexOf('/') + 1);
  const naming = laterRuns.findIndex(({ text }) => text.includes(name));
  if (naming >= 0) return plan.laterRuns[naming] ?? null;
  return second > copied ? (plan.laterRuns[0] ?? null) : null;
}
