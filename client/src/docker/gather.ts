import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ComposeProject } from '../../../core/src/compose/model.ts';
import { containerName, listedName } from '../diagnosis/content.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { Snapshot, Subject } from '../diagnosis/evidence.ts';
import { redactContainer, redactSummary } from '../diagnosis/redact.ts';
import { runArguments, type CreatedContainer } from '../diagnosis/run-command.ts';
import { isOnImage } from '../diagnosis/same-image.ts';
import {
  composeFilesOf,
  composeOrigin,
  loadProjectOf,
  serviceInCompose,
  type ComposeOrigin,
} from '../workspace/compose-project.ts';
import type { Disk } from '../workspace/disk.ts';
import { findBuild, type PlanInput } from '../workspace/plan-build.ts';
import type { Programs } from '../workspace/programs.ts';
import { rememberingDisk } from '../workspace/remembering-disk.ts';
import { shownHost } from './address.ts';
import { askForImages, recordImages } from './ask-for-images.ts';
import { withBaseTriggers } from './base-triggers.ts';
import type { Endpoint } from './endpoint.ts';
import type { Ask, Engine } from './engine.ts';
import { buildInSeenContext } from './build-in-seen-context.ts';
import { gatherBakedVariables } from './gather-baked-variables.ts';
import { gatherBuildsOfDockerfile } from './gather-builds.ts';
import { gatherBuildArguments } from './gather-build-arguments.ts';
import { gatherBuildSection } from './gather-build-section.ts';
import { askedSettings, gatherConfiguration } from './gather-configuration.ts';
import { gatherGitOfDockerfile } from './gather-git.ts';
import { gatherInstructions, isAboutDockerfile } from './gather-instructions.ts';
import { gatherOtherDockerfile } from './gather-other-dockerfile.ts';
import { gatherDifferences } from './gather-differences.ts';
import { gatherFile } from './gather-file.ts';
import { gatherInitialVariables } from './gather-initialisation.ts';
import { gatherBaseInRegistry } from './gather-base-in-registry.ts';
import { gatherRegistry } from './gather-registry.ts';
import { canonical, known, missing, notAsked, type Gatherer } from './gatherer.ts';
import { planOf } from './plan-of.ts';
import type { Candidate, Question } from './question.ts';
import { rememberingEngine } from './remembering-engine.ts';
import { dockerConfigFolder } from './search.ts';
import type { Surroundings } from './surroundings.ts';

export const messages = defineMessages({
  asking: 'Asking {container}',
  noEditor: 'No editor was asked',
  composeKnows: 'Compose creates the container again, or its image is gone',
  noCompose: 'Compose did not make this container',
  settings: 'Not asked: the file states settings, which are compared one by one',
  noFile: 'No file was asked about, and none differs',
});

/** How gathering goes on: it can be cancelled, and says what it is doing. */
export type Gathering = Ask & {
  readonly onProgress?: (text: Text) => void;
  /** The programs that may be asked; none is when it is left out. */
  readonly programs?: Programs;
  /** Other engines and servers of this machine that may be asked; none is when it is left out. */
  readonly surroundings?: Surroundings;
};

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
  const callsBefore = engine.calls;
  const { onProgress, programs = null, surroundings = null, ...ask } = gathering;
  onProgress?.(messages('asking', { container: candidate.name }));
  const [version, container] = await Promise.all([engine.version(ask), engine.container(candidate.id, ask)]);
  const gatherer = await gatherImages({
    engine: rememberingEngine(engine),
    disk: rememberingDisk(disk),
    question,
    candidate,
    ask,
    programs,
    surroundings,
    endpoint,
    onProgress,
    container,
  });
  gatherSiblings(gatherer);
  const path = await subjectFile(gatherer);
  if (path !== null) await gatherFile(gatherer, path);
  for (const further of containerQuestions) await further(gatherer);
  return {
    schema: 1,
    takenAt: new Date().toISOString(),
    elapsedMs: Math.round(candidate.effort.milliseconds + performance.now() - started),
    calls: candidate.effort.calls + engine.calls - callsBefore,
    engine: {
      endpoint: shownHost(endpoint),
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

/** What each topic asks of the container, whatever the subject is, one after the other; the file was looked at before. */
const containerQuestions: readonly ((gatherer: Gatherer) => Promise<void>)[] = [
  gatherConfiguration,
  gatherInitialVariables,
  gatherInstructions,
  gatherBuildsOfDockerfile,
  gatherGitOfDockerfile,
  gatherBuildSection,
  gatherBuildArguments,
  gatherBakedVariables,
  gatherRegistry,
  gatherBaseInRegistry,
  gatherOtherDockerfile,
];

const subjectOf = ({ path, shown }: Question): Subject =>
  path === null ? { kind: 'container' } : { kind: 'file', path, shown };

/** In containerd's store images have a descriptor; the engine says so from API 1.48 on. */
const isContainerd = ({ tagged, own, container }: Gatherer): boolean =>
  [tagged?.Descriptor, own?.Descriptor, container.ImageManifestDescriptor].some(
    (descriptor) => descriptor !== undefined,
  );

type Start = Pick<
  Gatherer,
  | 'engine'
  | 'disk'
  | 'question'
  | 'candidate'
  | 'ask'
  | 'programs'
  | 'surroundings'
  | 'endpoint'
  | 'onProgress'
  | 'container'
>;

async function gatherImages(start: Start): Promise<Gatherer> {
  const { container } = start;
  const [images, compose] = await Promise.all([askForImages(start), composeOf(start)]);
  const tagged = images.tagged.value;
  const own = images.own.value;
  const history = images.history.value ?? [];
  const input = await planInputOf(start, compose, tagged ?? own, history);
  const build = await withBaseTriggers(start, await buildInSeenContext(start, input, await findBuild(input)), history);
  const name = containerName(container);
  const evidence = evidenceOfContainer(start, compose, own ?? tagged);
  // A Dockerfile that was looked for in a history nobody could read was not looked for.
  if ('problem' in build) evidence.plan = missing('why' in images.history ? images.history.why : build.problem);
  const service = compose?.service ?? null;
  const gatherer = { ...start, name, tagged, own, history, compose, service, build, evidence };
  recordImages(gatherer, images);
  return gatherer;
}

type OwnCompose = Awaited<ReturnType<typeof composeOf>>;

async function planInputOf(
  { disk, question }: Start,
  compose: OwnCompose,
  image: Gatherer['tagged'],
  history: Gatherer['history'],
): Promise<PlanInput> {
  return {
    disk,
    path: await canonical(disk, question.path ?? question.workspaceFolder),
    workspaceFolder: (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: question.dockerfile,
    service: compose?.service ?? null,
    services: compose?.project.services ?? [],
    history,
    imageWorkingFolder: image?.Config.WorkingDir || '/',
    imageEnvironment: image?.Config.Env ?? [],
  };
}

function evidenceOfContainer(
  { question, container }: Start,
  compose: OwnCompose,
  image: Gatherer['own'],
): Gatherer['evidence'] {
  const inspected = `docker inspect ${containerName(container)}`;
  return {
    editor: question.editor ? known(question.editor, question.path ?? 'editor') : notAsked(messages('noEditor')),
    container: known(redactContainer(container), inspected),
    service: compose ? known(compose.stated, `${inspected} → .Config.Labels`) : notAsked(messages('noCompose')),
    runArguments:
      compose || !image
        ? notAsked(messages('composeKnows'))
        : known(runArguments(container as unknown as CreatedContainer, { ...image.Config }), inspected),
  };
}

/** The Compose service that made the container, as its files state it now, and as the report needs it. */
async function composeOf({ disk, question, candidate, container }: Start) {
  const stated = composeOrigin(container.Config.Labels);
  const here = candidate.otherCheckout?.service;
  // For a container of another checkout it matters how this workspace would make it.
  const origin = stated && here ? { ...stated, workingDirectory: here.workingDirectory, files: here.files } : stated;
  if (!origin) return null;
  const files =
    question.composeFiles.length > 0 ? question.composeFiles : await composeFilesOf(disk, origin, question.path);
  const project = loadProjectOf(disk, files, origin, question.environment);
  const service = project.services.find(({ name }) => name === origin.service) ?? null;
  const orphans = service ? orphansOf(candidate, origin, project) : [];
  const inCompose = serviceInCompose(disk, origin, files, service, project.services);
  return { origin, project, service, stated: { ...inCompose, ...(orphans.length > 0 ? { orphans } : {}) } };
}

/** The running containers that the same files made, whose services they do not state any more. */
function orphansOf(
  { neighbours }: Start['candidate'],
  { files }: ComposeOrigin,
  { services, problems }: ComposeProject,
): readonly string[] {
  // A file that could not be read may state them.
  if (problems.length > 0) return [];
  const isOrphan = ({ State, Labels }: ContainerSummaryJson): boolean => {
    const other = composeOrigin(Labels);
    const isStated = services.some(({ name }) => name === other?.service);
    return State === 'running' && !isStated && other?.files.join(',') === files.join(',');
  };
  return neighbours.filter(isOrphan).map(listedName);
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

/** What is asked of a file that a container should have, and not of one that states its settings. */
const notOfSettings = [
  'fileOnHost',
  'plan',
  'containerPath',
  'mount',
  'fileInContainer',
  'fileInTaggedImage',
  'process',
] as const;

/** The one file whose way is traced: the one that was asked about, or the first that differs in a folder or whole container. */
async function subjectFile(gatherer: Gatherer): Promise<string | null> {
  const { disk, question, evidence } = gatherer;
  const isDockerfile = await isAboutDockerfile(gatherer);
  if (isDockerfile || (await askedSettings(gatherer)) !== null) {
    for (const key of notOfSettings) evidence[key] = notAsked(messages('settings'));
    // Remedies build with what the plan knows.
    if (isDockerfile && question.path !== null)
      await planOf(gatherer, { path: question.path, realPath: question.path });
    return null;
  }
  const entry = question.path === null ? null : await disk.stat(question.path);
  // A path where nothing is asks about a file that was deleted or renamed.
  if (question.path !== null && (entry === null || entry.kind === 'file')) return canonical(disk, question.path);
  const representative = await gatherDifferences(gatherer);
  if (representative === null) evidence.fileOnHost = notAsked(messages('noFile'));
  return representative;
}
