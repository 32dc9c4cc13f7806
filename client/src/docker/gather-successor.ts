import { repositoryOf } from '../../../core/src/image-reference.ts';
import { hasContentOf, listedName } from '../diagnosis/content.ts';
import type { ContainerEndJson, ContainerJson, ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { NewerReplica, Successor } from '../diagnosis/evidence/deploys.ts';
import { composeOrigin } from '../workspace/compose-project.ts';
import { EngineFailure } from './engine.ts';
import { sharedService } from './shared-service.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** So many younger containers are looked at, the youngest first. */
const maximumSuccessors = 3;

/** A container that was started again this short a time ago, in milliseconds, is in a loop of failures: the engine waits a minute at most. */
const freshStartMs = 60_000;

/** A process that ends by itself with success after this time, in milliseconds, was not meant to end so soon. */
const shortRunMs = 10_000;

/** How a process ends that somebody stopped: by SIGINT, SIGQUIT, SIGKILL or SIGTERM. */
const stoppedByHand = [130, 131, 137, 143];

/**
 * Records a younger container that has the edited file and was to take over from this one, and either fails, or runs beside it: of the
 * same service, or, among containers that were run by hand, of an image of the same name. Where the files do not state the container's service any
 * more, those of the project's other services may have taken over: a service that is renamed leaves the old one's containers behind.
 */
export async function gatherSuccessor(gatherer: Gatherer, look: Look): Promise<void> {
  const { engine, candidate, container, compose, ask, evidence } = gatherer;
  const { file, containerPath, mount, isThere } = look;
  // The archive of the other container would not show what a tmpfs hides there.
  const isOutOfSight = mount?.isOfEditedFile || mount?.kind === 'tmpfs';
  if (isThere || containerPath === null || !container.State.Running || isOutOfSight) return;
  const { siblings, neighbours, summary } = candidate;
  const repository = repositoryOf(container.Config.Image);
  const ofImage = neighbours.filter(
    ({ Image }) => !compose && repository !== null && repositoryOf(Image) === repository,
  );
  const ofProject = statedBeside(gatherer);
  const younger = [...siblings, ...ofImage, ...ofProject]
    // The list of containers has whole seconds.
    .filter(({ Created }) => Created >= summary.Created)
    .sort((a, b) => b.Created - a.Created)
    .slice(0, maximumSuccessors);
  for (const other of younger) {
    try {
      const inspected = await engine.container(other.Id, ask);
      const failure = failureOf(inspected);
      const shared = failure
        ? null
        : ofProject.includes(other)
          ? inPlaceOf(gatherer, other)
          : sharedService(container, inspected);
      if (!failure && !shared) continue;
      const seen = await seeFile(engine, other.Id, containerPath, ask);
      if (!hasContentOf(seen, file)) continue;
      const replacing = { name: listedName(other), image: inspected.Config.Image, seen };
      if (failure) evidence.successor = known({ ...replacing, ...failure }, `docker inspect ${replacing.name}`);
      else if (shared) evidence.newerReplica = known({ ...replacing, ...shared }, `docker inspect ${replacing.name}`);
      return;
    } catch (error) {
      // A container in a loop of failures may be gone by the next question, and is no successor then.
      if (!(error instanceof EngineFailure) || error.reason === 'not-found') continue;
      if (['cancelled', 'unreachable'].includes(error.reason)) throw error;
      evidence.newerReplica = missing(failureText(error));
    }
  }
}

/** The containers of services that the files state, beside one whose service they do not state any more; none beside any other. */
function statedBeside({ compose, service, candidate }: Gatherer): Gatherer['candidate']['neighbours'] {
  // A file that could not be read may state it.
  if (!compose || service || compose.origin.isOneOff || compose.project.problems.length > 0) return [];
  const stated = compose.project.services.map(({ name }) => name);
  return candidate.neighbours.filter(({ Labels }) => stated.includes(composeOrigin(Labels)?.service ?? ''));
}

/** What is known of a running container that took over from one whose service is gone; null where it does not run. */
function inPlaceOf(
  { candidate }: Gatherer,
  other: ContainerSummaryJson,
): Pick<NewerReplica, 'service' | 'by' | 'newService'> | null {
  const newService = composeOrigin(other.Labels)?.service;
  if (other.State !== 'running' || newService === undefined) return null;
  return { service: candidate.service ?? '', by: 'com.docker.compose.project', newService };
}

type Failure = Pick<Successor, 'state' | 'exitCode' | 'isOutOfMemory' | 'takenPort'>;

/** Returns how a container fails; null for one that runs, or that somebody stopped or never started. */
function failureOf({ State, RestartCount = 0 }: ContainerJson & ContainerEndJson): Failure | null {
  const { Status, StartedAt, FinishedAt = '', ExitCode = 0, OOMKilled = false, Error: error = '', Health } = State;
  const end = { exitCode: ExitCode, isOutOfMemory: OOMKilled, takenPort: null };
  if (Status === 'restarting') return { state: 'restarting', ...end };
  if (Status === 'created') return error === '' ? null : { state: 'not-started', ...end, takenPort: takenPort(error) };
  if (Status === 'running') {
    const running = { ...end, exitCode: null };
    if (Health?.Status === 'unhealthy') return { state: 'unhealthy', ...running };
    const isLoop = RestartCount > 1 && Date.now() - Date.parse(StartedAt) < freshStartMs;
    return isLoop ? { state: 'restarting', ...running } : null;
  }
  if (Status !== 'exited' && Status !== 'dead') return null;
  if (error !== '') return { state: 'not-started', ...end, takenPort: takenPort(error) };
  const ranMs = Date.parse(FinishedAt) - Date.parse(StartedAt);
  const isMeant = ExitCode === 0 ? !(ranMs < shortRunMs) : stoppedByHand.includes(ExitCode) && !OOMKilled;
  return isMeant ? null : { state: 'exited', ...end };
}

/** Returns the host's port that was taken when a container was started; null for another error. `Bind for 0.0.0.0:8080 failed: port is already allocated`, `listen tcp4 0.0.0.0:8080: bind: address already in use` */
export function takenPort(error: string): number | null {
  const port = /:(\d+)(?: failed: port is already allocated|: bind: address already in use)/.exec(error)?.[1];
  return port === undefined ? null : Number(port);
}
