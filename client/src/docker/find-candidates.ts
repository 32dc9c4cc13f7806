import { basename, dirname, join } from 'node:path';
import { homedir } from 'node:os';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import { parseImageReference, sameImage as sameReference } from '../../../core/src/image-reference.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import { composeOrigin, defaultComposeFiles, loadCompose, type ComposeOrigin } from '../workspace/compose-project.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  readDockerfile,
  type FoundDockerfile,
} from '../workspace/find-dockerfile.ts';
import { findBuild, isInReach, planFile } from '../workspace/plan-build.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { PROBE_LABEL } from './probe.ts';
import type { Candidate, Question } from './question.ts';

export type { Candidate, Question } from './question.ts';

export const messages = defineMessages({
  named: 'It was named',
  noneNamed: 'The engine has no container {name}',
  bound: 'It mounts {source}',
  copies: 'Its service {service} builds from {dockerfile}, which copies the file',
  builds: 'Its service {service} builds from {context}',
  ofProject: 'It belongs to the Compose project in {folder}',
  imageOfService: 'Its image is the one service {service} of {file} names',
  history: '{matched} of {total} steps of {dockerfile} are in the history of its image',
});

/** How sure a way of finding is; the order of the answer. */
type Score = number;

interface Found {
  readonly summary: ContainerSummaryJson;
  readonly score: Score;
  readonly because: Text;
}

/** At most this many images are compared with a Dockerfile, each with one request. */
const maximumImages = 20;

/**
 * Returns the containers that the question may be about, the likeliest first: those that mount the file, those whose Compose service
 * builds from a context with the file, those that run an image the Compose file or the Dockerfile makes. Empty when there
 * are none. Throws `EngineFailure`; a `container` that names nothing is `not-found`.
 */
export async function findCandidates(
  engine: Engine,
  disk: Disk,
  question: Question,
  ask?: Ask,
): Promise<readonly Candidate[]> {
  const all = (await engine.containers({}, ask)).filter(({ Labels }) => !(PROBE_LABEL in Labels));
  if (question.container !== null) {
    const summary = named(all, question.container);
    if (!summary) throw new EngineFailure('not-found', messages('noneNamed', { name: question.container }));
    return [asCandidate({ summary, score: 0, because: messages('named') }, all)];
  }
  const search = await searchFor(disk, question);
  const found = [
    ...(await byMounts(all, search)),
    ...(await byComposeLabels(all, search)),
    ...(await byServiceImages(all, search)),
  ];
  const sure = found.some(({ score }) => score >= 50);
  const byHistory = sure ? [] : await byDockerfile(engine, all, search, ask);
  return likeliest([...found, ...byHistory]).map((each) => asCandidate(each, all));
}

interface Search {
  readonly disk: Disk;
  readonly question: Question;
  /** The file's real path, or the workspace's when the whole container is meant. */
  readonly real: string;
}

async function searchFor(disk: Disk, question: Question): Promise<Search> {
  const path = question.path ?? question.workspaceFolder;
  return { disk, question, real: (await disk.realPath(path)) ?? path };
}

function named(all: readonly ContainerSummaryJson[], wanted: string): ContainerSummaryJson | undefined {
  const byName = all.find(({ Names }) => Names.includes(`/${wanted}`));
  return byName ?? all.find(({ Id }) => wanted.length >= 4 && Id.startsWith(wanted));
}

/** A whole-container question takes mounts of folders inside the workspace as well as of those around it. */
async function byMounts(
  all: readonly ContainerSummaryJson[],
  { disk, question, real }: Search,
): Promise<readonly Found[]> {
  const binds = all.flatMap((summary) =>
    summary.Mounts.filter(({ Type }) => Type === 'bind').map((mount) => ({
      summary,
      source: hostPathOf(mount.Source ?? ''),
    })),
  );
  const resolved = new Map<string, string | null>();
  for (const { source } of binds) if (!resolved.has(source)) resolved.set(source, await disk.realPath(source));
  return binds.flatMap(({ summary, source }) => {
    const folder = resolved.get(source) ?? source;
    const covers = isBelow(folder, real) && folder !== '/';
    const inside = question.path === null && isBelow(real, folder);
    return covers || inside ? [{ summary, score: 100, because: messages('bound', { source }) }] : [];
  });
}

async function byComposeLabels(all: readonly ContainerSummaryJson[], search: Search): Promise<readonly Found[]> {
  const projects = new Map<string, ComposeProject>();
  const found: Found[] = [];
  for (const summary of all) {
    const origin = composeOrigin(summary.Labels);
    if (!origin || !(await mayHold(origin, search))) continue;
    const key = [origin.workingDirectory, ...origin.files].join('\0');
    const project = projects.get(key) ?? projectOf(origin, search);
    projects.set(key, project);
    const service = project.services.find(({ name }) => name === origin.service) ?? null;
    const scored = await scoreService(service, origin, search);
    if (scored) found.push({ summary, score: scored.score - (origin.isOneOff ? 5 : 0), because: scored.because });
  }
  return found;
}

const projectOf = (origin: ComposeOrigin, { disk, question }: Search): ComposeProject =>
  loadCompose(
    disk,
    question.composeFiles.length > 0 ? question.composeFiles : origin.files,
    origin.workingDirectory,
    question.environment,
    origin.project,
  );

/** Only projects whose folder is around the file, inside the workspace, or on the way between them are read. */
async function mayHold(origin: ComposeOrigin, { disk, question, real }: Search): Promise<boolean> {
  const folder = (await disk.realPath(origin.workingDirectory)) ?? origin.workingDirectory;
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  return isBelow(folder, real) || isBelow(workspace, folder) || isBelow(folder, workspace);
}

async function scoreService(
  service: ComposeService | null,
  origin: ComposeOrigin,
  search: Search,
): Promise<Pick<Found, 'score' | 'because'> | null> {
  const { real, question } = search;
  const ofProject = messages('ofProject', { folder: origin.workingDirectory });
  if (!service) return isBelow(origin.workingDirectory, real) ? { score: 20, because: ofProject } : null;
  if (!service.build) return null;
  const build = await findBuild({
    disk: search.disk,
    path: real,
    workspaceFolder: question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: question.dockerfile,
    service,
    history: [],
    imageWorkingFolder: '/',
    imageEnvironment: [],
  });
  if ('problem' in build) return { score: 20, because: ofProject };
  const because = messages('builds', { service: service.name, context: build.contextFolder });
  if (question.path === null)
    return isBelow(real, build.contextFolder) || isInReach(build, real) ? { score: 60, because } : null;
  if (!isInReach(build, real)) return null;
  const plan = planFile(build, real);
  if (plan.copies.length === 0 && plan.onlyInStages.length === 0) return { score: 50, because };
  return { score: 80, because: messages('copies', { service: service.name, dockerfile: build.found.path }) };
}

/** A Compose file that was used to build, while the container was run by hand. */
async function byServiceImages(
  all: readonly ContainerSummaryJson[],
  { disk, question, real }: Search,
): Promise<readonly Found[]> {
  const files =
    question.composeFiles.length > 0
      ? question.composeFiles
      : await nearestComposeFiles(disk, real, question.workspaceFolder);
  const [first] = files;
  if (first === undefined) return [];
  const project = loadCompose(disk, files, dirname(first), question.environment);
  return all.flatMap((summary) => {
    if (composeOrigin(summary.Labels)) return [];
    const service = project.services.find(
      ({ build, imageName }) => build !== null && sameReference(imageName, summary.Image),
    );
    if (!service) return [];
    return [{ summary, score: 60, because: messages('imageOfService', { service: service.name, file: first }) }];
  });
}

async function nearestComposeFiles(disk: Disk, path: string, workspaceFolder: string): Promise<readonly string[]> {
  for (let folder = path; ; folder = dirname(folder)) {
    const files = await defaultComposeFiles(disk, folder);
    if (files.length > 0 || folder === workspaceFolder || folder === dirname(folder)) return files;
  }
}

/** Containers whose image's history has steps of a Dockerfile above the file. Most images are shared, so each is asked once. */
async function byDockerfile(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  search: Search,
  ask?: Ask,
): Promise<readonly Found[]> {
  const { disk, question, real } = search;
  const start = question.path === null ? real : dirname(real);
  const paths =
    question.dockerfile === null
      ? await dockerfilesAbove(disk, start, question.workspaceFolder)
      : [question.dockerfile];
  if (paths.length === 0) return [];
  const loose = all.filter(({ Labels }) => !composeOrigin(Labels));
  const images = [...new Map(byState(loose).map((summary) => [summary.ImageID, summary])).values()].slice(
    0,
    maximumImages,
  );
  const found: Found[] = [];
  for (const { ImageID, Id, Image } of images) {
    const history = await historyOf(engine, ImageID, Id, ask);
    const best =
      question.dockerfile === null
        ? await bestDockerfile(disk, paths, history, null)
        : await readDockerfile(disk, question.dockerfile, history, null);
    if (!best || !isOfDockerfile(best, Image, question.workspaceFolder)) continue;
    const { matched, total } = best.match;
    const because = messages('history', { matched, total, dockerfile: best.path });
    const score = (40 * matched) / total + (isNamedAfter(Image, best.path, question.workspaceFolder) ? 5 : 0);
    found.push(
      ...loose.filter((summary) => summary.ImageID === ImageID).map((summary) => ({ summary, score, because })),
    );
  }
  return found;
}

/**
 * Most Dockerfiles begin alike, so a few steps in common are no proof. An image is this Dockerfile's when it has no other steps, or
 * half of them and the project's name: then the Dockerfile was edited since.
 */
function isOfDockerfile({ path, match }: FoundDockerfile, image: string, workspaceFolder: string): boolean {
  if (match.isWhole || (match.total > 0 && match.matched === match.total)) return true;
  return match.matched * 2 >= match.total && match.matched > 0 && isNamedAfter(image, path, workspaceFolder);
}

function isNamedAfter(image: string, dockerfile: string, workspaceFolder: string): boolean {
  const name = basename(parseImageReference(image)?.path ?? '');
  return [dirname(dockerfile), workspaceFolder].some((folder) => basename(folder).toLowerCase() === name);
}

/** With containerd's store a rebuild removes the old image at once; the tag's new image then stands for the container's. */
async function historyOf(engine: Engine, imageId: string, containerId: string, ask?: Ask) {
  try {
    return await engine.history(imageId, ask);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason !== 'not-found') throw error;
  }
  try {
    const { Config } = await engine.container(containerId, ask);
    return await engine.history(Config.Image.replace(/@sha256:.*$/, ''), ask);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return [];
    throw error;
  }
}

/** Running containers are meant, unless there are none; of one container found in several ways the surest counts. */
function likeliest(found: readonly Found[]): readonly Found[] {
  const best = new Map<string, Found>();
  for (const each of found) {
    const known = best.get(each.summary.Id);
    if (!known || known.score < each.score) best.set(each.summary.Id, each);
  }
  const top = Math.max(...[...best.values()].map(({ score }) => score));
  // A service that merely could take the file is not asked about while another one does take it, and of the images that have
  // steps of the Dockerfile those count that have the most.
  const near = [...best.values()].filter(({ score }) => score >= 60 || score === top);
  const running = near.filter(
    ({ summary }) => summary.State === 'running' || summary.State === 'paused' || summary.State === 'restarting',
  );
  return (running.length > 0 ? running : near).sort(
    (a, b) => b.score - a.score || b.summary.Created - a.summary.Created,
  );
}

const byState = (summaries: readonly ContainerSummaryJson[]): readonly ContainerSummaryJson[] =>
  [...summaries].sort((a, b) => Number(b.State === 'running') - Number(a.State === 'running') || b.Created - a.Created);

function asCandidate({ summary, because }: Found, all: readonly ContainerSummaryJson[]): Candidate {
  const { Id, Names, Image, State, Status, Labels } = summary;
  const project = Labels['com.docker.compose.project'] ?? null;
  const service = Labels['com.docker.compose.service'] ?? null;
  return {
    id: Id,
    name: Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12),
    image: Image,
    state: State,
    status: Status,
    project,
    service,
    because,
    summary,
    siblings: service === null ? [] : all.filter((other) => other.Id !== Id && isSibling(other, project, service)),
  };
}

const isSibling = ({ Labels }: ContainerSummaryJson, project: string | null, service: string): boolean =>
  Labels['com.docker.compose.project'] === project &&
  Labels['com.docker.compose.service'] === service &&
  Labels['com.docker.compose.oneoff'] !== 'True';

/** Returns the folder of the docker CLI's configuration, where buildx notes its builds. */
export const dockerConfigFolder = (environment: Question['environment']): string =>
  environment.DOCKER_CONFIG || join(homedir(), '.docker');
