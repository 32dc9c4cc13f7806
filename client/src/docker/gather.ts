import { defineMessages, type Text } from '../../../core/src/text.ts';
import { containerName } from '../diagnosis/content.ts';
import type { ContainerJson, HistoryJson, ImageJson } from '../diagnosis/engine-json.ts';
import type { Snapshot, Subject } from '../diagnosis/evidence.ts';
import { redactContainer, redactHistory, redactImage, redactSummary } from '../diagnosis/redact.ts';
import { isOnImage, sameImage } from '../diagnosis/same-image.ts';
import { composeOrigin, loadCompose, serviceInCompose } from '../workspace/compose-project.ts';
import type { Disk } from '../workspace/disk.ts';
import { findBuild } from '../workspace/plan-build.ts';
import type { Endpoint } from './endpoint.ts';
import type { Ask, Engine } from './engine.ts';
import { dockerConfigFolder } from './find-candidates.ts';
import { gatherDifferences } from './gather-differences.ts';
import { gatherFile } from './gather-file.ts';
import { canonical, known, missing, notAsked, orNull, type Gatherer } from './gatherer.ts';
import type { Candidate, Question } from './question.ts';

export const messages = defineMessages({
  asking: 'Asking {container}',
  noEditor: 'No editor was asked',
  noTag: 'The container was created from an image ID, not from a name',
  tagGone: 'No image is named {image} any more',
  imageGone: 'The image of the container is gone: a rebuild or removal took it away',
  noCompose: 'Compose did not make this container',
  noComparison: 'The IDs differ, and this engine says nothing else that could be compared',
  noFile: 'No file was asked about, and none differs',
});

/** How gathering goes on: it can be cancelled, and says what it is doing. */
export type Gathering = Ask & { readonly onProgress?: (text: Text) => void };

/**
 * Asks everything about one candidate that the causes may need, the cheap questions first, and stops when content has shown that
 * the change is there. This is the only place that asks Docker about a subject. Questions that fail become missing evidence;
 * `EngineFailure` is thrown only where nothing could be asked: the engine is gone, or the container is.
 */
export async function gather(
  engine: Engine,
  disk: Disk,
  question: Question,
  candidate: Candidate,
  endpoint: Endpoint,
  gathering: Gathering = {},
): Promise<Snapshot> {
  const started = performance.now();
  const { onProgress, ...ask } = gathering;
  onProgress?.(messages('asking', { container: candidate.name }));
  const version = await engine.version(ask);
  const gatherer = await gatherImages(engine, disk, question, candidate, ask);
  gatherService(gatherer);
  gatherSiblings(gatherer);
  const path = await subjectFile(gatherer);
  if (path !== null) await gatherFile(gatherer, path);
  return {
    schema: 1,
    takenAt: new Date().toISOString(),
    elapsedMs: Math.round(performance.now() - started),
    calls: engine.calls,
    engine: {
      endpoint: endpoint.host,
      origin: endpoint.origin,
      context: endpoint.context,
      version: version.version,
      apiVersion: version.apiVersion,
      imageStore: isContainerd(gatherer) ? 'containerd' : 'classic',
    },
    subject: subjectOf(question),
    dockerFlags: question.dockerFlags,
    evidence: gatherer.evidence,
  };
}

const subjectOf = ({ path, shown }: Question): Subject =>
  path === null ? { kind: 'container' } : { kind: 'file', path, shown };

/** In containerd's store images have a descriptor; the engine says so from API 1.48 on. */
const isContainerd = ({ tagged, own, container }: Gatherer): boolean =>
  [tagged?.Descriptor, own?.Descriptor, container.ImageManifestDescriptor].some(
    (descriptor) => descriptor !== undefined,
  );

async function gatherImages(
  engine: Engine,
  disk: Disk,
  question: Question,
  candidate: Candidate,
  ask: Ask,
): Promise<Gatherer> {
  const container = await engine.container(candidate.id, ask);
  const name = containerName(container);
  const tag = container.Config.Image.replace(/@sha256:[0-9a-f]+$/, '');
  const isName = tag !== '' && !/^(sha256:)?[0-9a-f]{12,64}$/.test(tag);
  const tagged = isName ? await orNull(engine.image(tag, { manifests: true }, ask)) : null;
  const own = tagged?.Id === container.Image ? tagged : await orNull(engine.image(container.Image, {}, ask));
  const history = await historyOf(engine, own ?? tagged, ask);
  const service = serviceOf(disk, question, container);
  const subject = question.path ?? question.workspaceFolder;
  const build = await findBuild({
    disk,
    path: await canonical(disk, subject),
    workspaceFolder: (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: question.dockerfile,
    service,
    history,
    imageWorkingFolder: (tagged ?? own)?.Config.WorkingDir || '/',
  });
  const gatherer: Gatherer = {
    engine,
    disk,
    question,
    candidate,
    ask,
    container,
    name,
    tagged,
    own,
    history,
    build,
    evidence: {},
  };
  recordImages(gatherer, tag, isName);
  return gatherer;
}

function recordImages(
  { container, name, tagged, own, history, evidence, build, question }: Gatherer,
  tag: string,
  isName: boolean,
): void {
  evidence.editor = question.editor
    ? known(question.editor, question.path ?? 'editor')
    : notAsked(messages('noEditor'));
  evidence.container = known(redactContainer(container), `docker inspect ${name}`);
  evidence.taggedImage = tagged
    ? known(redactImage(tagged), `docker image inspect ${tag}`)
    : isName
      ? missing(messages('tagGone', { image: tag }))
      : notAsked(messages('noTag'));
  evidence.containerImage = own
    ? known(redactImage(own), `docker image inspect ${container.Image}`)
    : missing(messages('imageGone'));
  evidence.containerHistory = known(history.map(redactHistory), `docker history ${own ? container.Image : tag}`);
  if ('problem' in build) evidence.plan = missing(build.problem);
  if (!tagged) {
    evidence.sameImage = isName ? missing(messages('tagGone', { image: tag })) : notAsked(messages('noTag'));
    return;
  }
  const same = sameImage(container, tagged, own);
  evidence.sameImage = same
    ? known(same, `docker inspect ${name}, docker image inspect ${tag}`)
    : missing(messages('noComparison'));
}

async function historyOf(engine: Engine, image: ImageJson | null, ask: Ask): Promise<readonly HistoryJson[]> {
  return image ? ((await orNull(engine.history(image.Id, ask))) ?? []) : [];
}

function serviceOf(disk: Disk, question: Question, container: ContainerJson) {
  const origin = composeOrigin(container.Config.Labels);
  if (!origin) return null;
  const files = question.composeFiles.length > 0 ? question.composeFiles : origin.files;
  const project = loadCompose(disk, files, origin.workingDirectory, question.environment, origin.project);
  return project.services.find(({ name }) => name === origin.service) ?? null;
}

function gatherService({ disk, question, container, name, evidence }: Gatherer): void {
  const origin = composeOrigin(container.Config.Labels);
  evidence.service = origin
    ? known(serviceInCompose(origin, serviceOf(disk, question, container)), `docker inspect ${name} → .Config.Labels`)
    : notAsked(messages('noCompose'));
}

function gatherSiblings({ candidate, tagged, evidence }: Gatherer): void {
  if (!tagged || candidate.siblings.length === 0) return;
  const siblings = candidate.siblings.map((summary) => ({
    container: redactSummary(summary),
    isRunning: summary.State === 'running',
    isOnTaggedImage: isOnImage(summary, tagged),
  }));
  evidence.siblings = known(siblings, 'docker ps --all --no-trunc');
}

/** The one file whose way is traced: the one that was asked about, or the first that differs in a folder or whole container. */
async function subjectFile(gatherer: Gatherer): Promise<string | null> {
  const { disk, question, evidence } = gatherer;
  const entry = question.path === null ? null : await disk.stat(question.path);
  if (question.path !== null && entry?.kind === 'file') return canonical(disk, question.path);
  const representative = await gatherDifferences(gatherer);
  if (representative === null) evidence.fileOnHost = notAsked(messages('noFile'));
  return representative;
}
