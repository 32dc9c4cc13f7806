import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf, sameSeen } from '../diagnosis/content.ts';
import type { CoveringMount, FileOnHost, FileSeen } from '../diagnosis/evidence.ts';
import { redactVolume } from '../diagnosis/redact.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { EngineFailure } from './engine.ts';
import { gatherArtefacts } from './gather-artefacts.ts';
import { gatherAccess } from './gather-access.ts';
import { gatherBase } from './gather-base.ts';
import { gatherBesideMount } from './gather-beside-mount.ts';
import { gatherBuild } from './gather-build.ts';
import { gatherDependencies } from './gather-dependencies.ts';
import { gatherFrameworkCaches } from './gather-framework-caches.ts';
import { gatherHostOutputs } from './gather-host-outputs.ts';
import { gatherCommandPath } from './gather-command-path.ts';
import { gatherDiscardedWrite } from './gather-discarded-write.ts';
import { gatherSpelling } from './gather-spelling.ts';
import { gatherContext } from './gather-context.ts';
import { gatherGit } from './gather-git.ts';
import { askProcess, askProcessView } from './gather-process-view.ts';
import { gatherInitialisation } from './gather-initialisation.ts';
import { gatherMachine } from './gather-machine.ts';
import { gatherMount } from './gather-mount.ts';
import { gatherNotedContent } from './gather-noted-content.ts';
import { gatherOtherCheckout } from './gather-other-checkout.ts';
import { gatherBuilds } from './gather-builds.ts';
import { gatherOtherImages } from './gather-other-images.ts';
import { gatherCompiledCode } from './gather-compiled-code.ts';
import { gatherSyncRules } from './gather-sync-rules.ts';
import { gatherRequests } from './gather-requests.ts';
import { gatherOtherEngine } from './gather-other-engine.ts';
import { gatherOtherProject } from './gather-other-project.ts';
import { gatherSourceImage, planThrough, wayThroughImage } from './gather-source-image.ts';
import { gatherLayers } from './gather-layers.ts';
import { gatherLink } from './gather-link.ts';
import { gatherPod } from './gather-pod.ts';
import { gatherProcess } from './gather-process.ts';
import { gatherRunMade } from './gather-run-made.ts';
import { gatherSeededCopy } from './gather-seeded-copy.ts';
import { gatherStartScript } from './gather-start-script.ts';
import { gatherSuccessor } from './gather-successor.ts';
import { gatherSwarm } from './gather-swarm.ts';
import { gatherVolumeUsers } from './gather-volume-users.ts';
import {
  failureText,
  known,
  knownValue,
  missing,
  notAsked,
  type FileQuestion,
  type Gatherer,
  type Look,
} from './gatherer.ts';
import { placeOf } from './place-file.ts';
import { planOf } from './plan-of.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  certain: 'Not asked: the container has your content',
  mountDelivers: 'Not asked: a mount delivers your file itself',
  imageGone: 'The image is gone, and a mount or a change hides what the container got from it',
  noPath: 'Where the file would be in the container is not known',
  tmpfsHides: 'A tmpfs covers the path: only a process can see what is in it, and none could be asked',
  unreadable: 'The file on disk cannot be read: {error}',
  tagGone: 'No image has that name any more',
});

/** Traces one file through the container; `path` is the file by its folder's real path. */
export async function gatherFile(start: Gatherer, path: string): Promise<void> {
  const { evidence } = start;
  const file = await readHostFile(start, path);
  if (!file) return;
  const direct = await planOf(start, file);
  const directPlace = await placeOf(start, file, direct);
  const way = directPlace?.mount?.isOfEditedFile ? null : await wayThroughImage(start, file, direct);
  const gatherer = way ? { ...start, build: way.build } : start;
  const plan = way ? planThrough(gatherer, way, file) : direct;
  const place = way ? await placeOf(gatherer, file, plan) : directPlace;
  if (!place) {
    for (const key of ['containerPath', 'mount', 'fileInContainer', 'fileInTaggedImage'] as const)
      evidence[key] = missing(messages('noPath'));
    await askFurther(gatherer, { file, plan, containerPath: null, mount: null, seen: null, isThere: false, way });
    return;
  }
  const { containerPath, mount, volume } = place;
  evidence.containerPath = known(
    containerPath,
    mount?.isOfEditedFile ? 'docker inspect → .Mounts' : (plan?.dockerfile ?? 'Dockerfile'),
  );
  evidence.mount = known(mount, `docker inspect ${gatherer.name}`);
  if (volume) {
    evidence.volume =
      'why' in volume
        ? missing(volume.why)
        : known(redactVolume(volume.value), `docker volume inspect ${volume.value.Name}`);
  }
  await gatherMount(gatherer, file, place);
  const [seen] = await Promise.all([
    lookIntoContainer(gatherer, mount, containerPath),
    askProcessView(gatherer, file, mount, containerPath),
  ]);
  const isThere = hasContentOf(seen, file) === true;
  const arrivedLate = isNewerThanStart(gatherer, file, mount, seen);
  if (!isThere || arrivedLate) await lookIntoImages(gatherer, containerPath, mount, seen);
  else leaveImagesOut(gatherer, mount);
  await askFurther(gatherer, { file, plan, containerPath, mount, seen, isThere, way });
}

/** What each topic asks of a file once container and images were looked at, one after the other. Each knows itself when it has no meaning. */
const furtherQuestions: readonly FileQuestion[] = [
  gatherContext,
  gatherBuild,
  gatherRunMade,
  gatherArtefacts,
  gatherHostOutputs,
  gatherDependencies,
  gatherFrameworkCaches,
  gatherBuilds,
  gatherOtherImages,
  gatherSourceImage,
  gatherBase,
  gatherLayers,
  gatherProcess,
  gatherStartScript,
  gatherGit,
  gatherMachine,
  gatherOtherCheckout,
  gatherSuccessor,
  gatherSwarm,
  gatherVolumeUsers,
  gatherSeededCopy,
  gatherInitialisation,
  gatherNotedContent,
  gatherAccess,
  gatherOtherProject,
  gatherOtherEngine,
  gatherRequests,
  gatherSyncRules,
  gatherCompiledCode,
  gatherLink,
  gatherSpelling,
  gatherCommandPath,
  gatherBesideMount,
  gatherDiscardedWrite,
  gatherPod,
];

async function askFurther(gatherer: Gatherer, look: Look): Promise<void> {
  for (const question of furtherQuestions) await question(gatherer, look);
}

async function readHostFile({ disk, evidence, ask }: Gatherer, path: string): Promise<FileOnHost | null> {
  const entry = await disk.stat(path);
  if (!entry) {
    const times = { modifiedMs: 0, accessedMs: null, bornMs: null };
    const deleted: FileOnHost = { path, realPath: path, size: 0, ...times, sha256: '', isDeleted: true };
    evidence.fileOnHost = known(deleted, commandLine`ls ${path}`);
    return deleted;
  }
  try {
    const sha256 = await disk.sha256(path, ask.signal);
    const file: FileOnHost = {
      path,
      realPath: (await disk.realPath(path)) ?? path,
      size: entry.size,
      modifiedMs: entry.modifiedMs,
      accessedMs: entry.accessedMs,
      bornMs: entry.bornMs,
      changedMs: entry.changedMs,
      sha256,
    };
    evidence.fileOnHost = known(file, commandLine`sha256sum ${path}`);
    return file;
  } catch (error) {
    evidence.fileOnHost = missing(
      messages('unreadable', { error: error instanceof Error ? error.message : String(error) }),
    );
    return null;
  }
}

/** The archive shows what the image has below a tmpfs, so there a process is asked. A container that vanished ends the gathering. */
async function lookIntoContainer(
  gatherer: Gatherer,
  mount: CoveringMount | null,
  path: string,
): Promise<FileSeen | null> {
  const { engine, candidate, name, ask, evidence } = gatherer;
  try {
    if (mount?.kind === 'tmpfs') {
      const view = await askProcess(gatherer, path);
      evidence.fileInContainer = 'seen' in view ? known(view.seen, view.from) : missing(messages('tmpfsHides'));
      return 'seen' in view ? view.seen : null;
    }
    const seen = await seeFile(engine, candidate.id, path, ask);
    evidence.fileInContainer = known(seen, commandLine`docker cp ${name}:${path} - | tar -xO | sha256sum`);
    return seen;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') throw error;
    evidence.fileInContainer = missing(failureText(error));
    return null;
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
  // The archive cuts times to whole seconds, so a file of the start's own second may be younger.
  return seen?.kind === 'file' && seen.modifiedMs + 1000 > started;
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
  const same = knownValue(evidence.sameImage)?.isSame === true;
  // Both are waited for even when one fails, so that no probe outlives the gathering.
  const looks = await Promise.allSettled([
    tagged ? lookIntoImage(gatherer, tagged, path, 'fileInTaggedImage') : leaveTagOut(gatherer),
    own && !same ? lookIntoImage(gatherer, own, path, 'fileInImage') : undefined,
  ]);
  for (const look of looks) if (look.status === 'rejected') throw look.reason;
  if (same && evidence.fileInTaggedImage) evidence.fileInImage = evidence.fileInTaggedImage;
  else if (!own) await inferFromContainer(gatherer, path, mount, seen);
  const inImage = evidence.fileInImage;
  const isWritten = !mount && seen && inImage?.is === 'known' && !sameSeen(seen, inImage.value);
  if (isWritten) await lookIntoLayer(gatherer, path);
}

function leaveTagOut({ evidence }: Gatherer): void {
  const tagged = evidence.taggedImage;
  evidence.fileInTaggedImage = tagged && tagged.is !== 'known' ? tagged : notAsked(messages('tagGone'));
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
    evidence[key] = known(seen, commandLine`docker run --rm --entrypoint sha256sum ${image.Id} ${path}`);
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
  const { engine, candidate, evidence, name, ask } = gatherer;
  // The archive does not see a tmpfs, and shows the container's own file below it.
  if (mount?.kind === 'tmpfs') seen = await seeFile(engine, candidate.id, path, ask);
  else if (mount || !seen) return void (evidence.fileInImage = missing(messages('imageGone')));
  await lookIntoLayer(gatherer, path);
  const written = evidence.writtenInContainer;
  if (written?.is === 'known' && written.value === null) {
    evidence.fileInImage = known(seen, commandLine`docker diff ${name} does not list ${path}`);
  } else {
    evidence.fileInImage = missing(messages('imageGone'));
  }
}

/** The answer takes as long as the image has files, so it is asked only where the image itself cannot answer, or to name the writer. */
async function lookIntoLayer({ engine, candidate, name, ask, evidence }: Gatherer, path: string): Promise<void> {
  if (evidence.writtenInContainer) return;
  try {
    const changes = await engine.changes(candidate.id, ask);
    // Of a folder that was removed the engine lists the folder alone.
    const change =
      changes.find(({ Path }) => Path === path) ??
      changes.find(({ Path, Kind }) => Kind === 2 && path.startsWith(`${Path}/`));
    const kind = change ? (['changed', 'added', 'deleted'] as const)[change.Kind] : null;
    evidence.writtenInContainer = known(kind, `docker diff ${name}`);
  } catch (error) {
    evidence.writtenInContainer = missing(failureText(error));
  }
}
