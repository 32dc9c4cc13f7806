import { dirname } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import type { ComposeProject } from '../../../core/src/compose/model.ts';
import { repositoryOf, sameImage as sameReference } from '../../../core/src/image-reference.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import {
  composeFilesOf,
  composeOrigin,
  loadCompose,
  loadProjectOf,
  type ComposeOrigin,
} from '../workspace/compose-project.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import { rememberingDisk } from '../workspace/remembering-disk.ts';
import { listedName } from '../diagnosis/content.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { findByHistory } from './find-by-history.ts';
import { byKamal } from './find-deployed.ts';
import { serviceOf } from './service-of.ts';
import { findBySettings } from './find-by-settings.ts';
import { findOtherCheckouts, isOfOuterCheckout, otherCheckoutOf } from './find-other-checkouts.ts';
import { canonical } from './gatherer.ts';
import { PROBE_LABEL, sweepProbes } from './probe.ts';
import type { Candidate, Question } from './question.ts';
import { nearestComposeFiles, scoreService, type Scored } from './score-service.ts';
import type { Found, Search } from './search.ts';

export type { Candidate, Question } from './question.ts';

export const messages = defineMessages({
  named: 'It was named',
  noneNamed: 'The engine has no container {name}',
  bound: 'It mounts {source}',
  imageOfService: 'Its image is the one service {service} of {file} names',
});

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
  const started = performance.now();
  const callsBefore = engine.calls;
  const found = await find(engine, rememberingDisk(disk), question, ask);
  const effort = { calls: engine.calls - callsBefore, milliseconds: performance.now() - started };
  return found.map((candidate) => ({ ...candidate, effort }));
}

type FoundCandidate = Omit<Candidate, 'effort'>;

async function find(
  engine: Engine,
  disk: Disk,
  question: Question,
  ask: Ask | undefined,
): Promise<readonly FoundCandidate[]> {
  const listed = await engine.containers({}, ask);
  // What an earlier run left behind when it was killed is removed by the next one.
  if (listed.some(({ Labels }) => PROBE_LABEL in Labels)) await sweepProbes(engine, ask);
  const all = listed.filter(({ Labels }) => !(PROBE_LABEL in Labels));
  if (question.container !== null) {
    const summary = named(all, question.container);
    if (!summary) throw new EngineFailure('not-found', messages('noneNamed', { name: question.container }));
    const search = await searchFor(disk, question);
    const own = [...(await byMounts([summary], search)), ...(await byComposeLabels([summary], search))];
    const isOwn = own.some(({ score }) => score >= 20);
    const otherCheckout = isOwn ? null : await otherCheckoutOf(summary, search, true);
    return [asCandidate({ summary, score: 0, because: messages('named'), otherCheckout }, all)];
  }
  const search = await searchFor(disk, question);
  const isOuter = await isOfOuterCheckout(search);
  const bySettings = (await bySettingsOf(engine, all, search, ask)).filter(({ summary }) => !isOuter(summary));
  if (bySettings.length > 0) return likeliest(bySettings).map((each) => asCandidate(each, all));
  const ways = [byMounts, byComposeLabels, byServiceImages, byKamal];
  const found = (await Promise.all(ways.map((way) => way(all, search))))
    .flat()
    .filter(({ summary }) => !isOuter(summary));
  if (found.some(({ score }) => score >= 50)) return likeliest(found).map((each) => asCandidate(each, all));
  const others = await findOtherCheckouts(all, search);
  const byHistory = others.length > 0 ? [] : await findByHistory(engine, all, search, ask);
  return likeliest([...found, ...others, ...byHistory]).map((each) => asCandidate(each, all));
}

/** A file that states settings is asked about as such, also where a COPY takes it into an image. */
async function bySettingsOf(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  search: Search,
  ask?: Ask,
): Promise<readonly Found[]> {
  const { disk, question } = search;
  // What is not there any more may have stated settings as well.
  if (question.path === null || (await disk.stat(question.path))?.kind === 'directory') return [];
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  const projects = new Map<string, Promise<ComposeProject | null>>();
  const readProject = (origin: ComposeOrigin): Promise<ComposeProject | null> => {
    const key = [origin.project, origin.workingDirectory, ...origin.files].join('\0');
    const project = projects.get(key) ?? projectOf(origin, search, workspace);
    projects.set(key, project);
    return project;
  };
  return findBySettings(engine, all, search, readProject, ask);
}

async function searchFor(disk: Disk, question: Question): Promise<Search> {
  const path = question.path ?? question.workspaceFolder;
  return { disk, question, real: (await disk.realPath(path)) ?? (await canonical(disk, path)) };
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
  const found = binds.map(async ({ summary, source }): Promise<readonly Found[]> => {
    const folder = (await disk.realPath(source)) ?? source;
    const covers = isBelow(folder, real) && folder !== '/';
    const inside = question.path === null && isBelow(real, folder);
    return covers || inside ? [{ summary, score: 100, because: messages('bound', { source }) }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Containers of one service are scored once, and projects that cannot hold the file are not read at all. */
async function byComposeLabels(all: readonly ContainerSummaryJson[], search: Search): Promise<readonly Found[]> {
  const { disk, question } = search;
  const workspace = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  const projects = new Map<string, Promise<ComposeProject | null>>();
  const scores = new Map<string, Promise<Scored | null>>();
  const found = all.map(async (summary): Promise<readonly Found[]> => {
    const origin = composeOrigin(summary.Labels);
    if (!origin) return [];
    const key = [origin.workingDirectory, ...origin.files].join('\0');
    const project = projects.get(key) ?? projectOf(origin, search, workspace);
    projects.set(key, project);
    const ofService = `${key}\0\0${origin.service}`;
    const score =
      scores.get(ofService) ?? project.then((read) => (read === null ? null : scoreService(read, origin, search)));
    scores.set(ofService, score);
    const scored = await score;
    const isOfWorkspace = await isAround(origin, search, workspace);
    // A project in a folder beside the workspace counts where it takes the file.
    if (!isOfWorkspace && (scored?.score ?? 0) < 80) return [];
    return scored ? [{ summary, score: scored.score - (origin.isOneOff ? 5 : 0), because: scored.because }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Whether a project's folder is around the file or in the workspace, or on the way between them. */
async function isAround(
  { workingDirectory }: ComposeOrigin,
  { disk, real }: Search,
  workspace: string,
): Promise<boolean> {
  const folder = (await disk.realPath(workingDirectory)) ?? workingDirectory;
  return isBelow(folder, real) || isBelow(workspace, folder) || isBelow(folder, workspace);
}

/** Reads a project; null for one that has nothing to do with the workspace. Its folder may be one beside the file's: `-f deploy/compose.yaml`. */
async function projectOf(origin: ComposeOrigin, search: Search, workspace: string): Promise<ComposeProject | null> {
  const { disk, question, real } = search;
  const folder = (await disk.realPath(origin.workingDirectory)) ?? origin.workingDirectory;
  if (!isBelow(dirname(folder), real) && !(await isAround(origin, search, workspace))) return null;
  const files = await composeFilesOf(disk, origin, question.path);
  const named = question.composeFiles;
  // Files that were named stand for their own project only: another project may have a service of the same name.
  const isNamed = named.length > 0 && (named.some((file) => files.includes(file)) || !(await isAnyThere(disk, files)));
  if (named.length > 0 && !isNamed) return null;
  return loadProjectOf(disk, isNamed ? named : files, origin, question.environment);
}

const isAnyThere = async (disk: Disk, files: readonly string[]): Promise<boolean> =>
  (await Promise.all(files.map((file) => disk.stat(file)))).some((entry) => entry !== null);

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

/** Running containers are meant, unless there are none; of one container found in several ways the surest counts. */
function likeliest(found: readonly Found[]): readonly Found[] {
  const best = new Map<string, Found>();
  for (const each of found) {
    const known = best.get(each.summary.Id);
    if (!known || known.score < each.score) best.set(each.summary.Id, each);
  }
  const top = Math.max(...[...best.values()].map(({ score }) => score));
  const first = [...best.values()].filter(({ score }) => score === top);
  const repositoryIn = ({ summary, repository }: Found): string => repository ?? repositoryOf(summary.Image) ?? '';
  const repositories = new Set(first.map(repositoryIn).filter((name) => name !== ''));
  // A service that merely could take the file is not asked about while another one does take it, and of the images that have
  // steps of the Dockerfile those count that have the most, with other versions of the same image.
  const near = [...best.values()].filter(
    (each) => each.score >= 60 || each.score === top || repositories.has(repositoryIn(each)),
  );
  const running = near.filter(
    ({ summary }) => summary.State === 'running' || summary.State === 'paused' || summary.State === 'restarting',
  );
  return (running.length > 0 ? running : near).sort(
    (a, b) => b.score - a.score || b.summary.Created - a.summary.Created,
  );
}

function asCandidate(
  { summary, because, otherCheckout = null, hasOtherSteps = false }: Found,
  all: readonly ContainerSummaryJson[],
): FoundCandidate {
  const { Id, Image, State, Status, Labels } = summary;
  const project = Labels['com.docker.compose.project'] ?? null;
  const service = Labels['com.docker.compose.service'] ?? null;
  return {
    id: Id,
    name: listedName(summary),
    image: Image,
    state: State,
    status: Status,
    project,
    service,
    because,
    summary,
    otherCheckout,
    hasOtherSteps,
    siblings: siblingsOf(summary, all),
    neighbours: neighboursOf(summary, all),
  };
}

function siblingsOf(summary: ContainerSummaryJson, all: readonly ContainerSummaryJson[]): Candidate['siblings'] {
  const service = serviceOf(summary.Labels);
  return service === null ? [] : all.filter((other) => other.Id !== summary.Id && serviceOf(other.Labels) === service);
}

const isByHand = ({ Labels }: ContainerSummaryJson): boolean => serviceOf(Labels) === null && !composeOrigin(Labels);

function neighboursOf(summary: ContainerSummaryJson, all: readonly ContainerSummaryJson[]): Candidate['neighbours'] {
  if (isByHand(summary)) return all.filter((other) => other.Id !== summary.Id && isByHand(other));
  const origin = composeOrigin(summary.Labels);
  return all.filter(({ Labels }) => {
    const other = composeOrigin(Labels);
    return origin !== null && other?.project === origin.project && other.service !== origin.service && !other.isOneOff;
  });
}
