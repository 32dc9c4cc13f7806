import { dockerfileOf } from '../../../core/src/compose/compose.ts';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import { rawVariables } from '../../../core/src/compose/stated-environment.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import { isEnvironmentName, settingsFileOf, usesVariablesOf } from '../workspace/asked-file.ts';
import { composeOrigin, type ComposeOrigin } from '../workspace/compose-project.ts';
import { compareSettings, variablesOf, type ComparedService } from './compare-settings.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import type { Found, Search } from './search.ts';

export const messages = defineMessages({
  states: '{file} states the settings of its service {service}',
  makes: 'Its service {service} builds from {file}',
  runWith: 'It has the variables of {file}',
});

/** At most this many containers are inspected. */
const maximumInspected = 20;

/** Reads the project that a container comes from; null for one that cannot have to do with the file. */
export type ReadProject = (origin: ComposeOrigin) => Promise<ComposeProject | null>;

interface OfService {
  readonly summary: ContainerSummaryJson;
  readonly service: ComposeService;
  readonly because: Text;
  readonly isDockerfile: boolean;
}

/**
 * Returns the containers whose settings the asked file states, or whose Dockerfile it is: a Compose file, an environment file, `.env`. Where some of
 * them differ from it, those are meant, and not the others of the project. Empty for any other file.
 */
export async function findBySettings(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  search: Search,
  readProject: ReadProject,
  ask?: Ask,
): Promise<readonly Found[]> {
  const found = (await Promise.all(all.map((summary) => ofService(summary, search, readProject)))).flatMap(
    (each) => each ?? [],
  );
  const services = new Set(found.map(({ service }) => service.name));
  const differing = services.size > 1 ? await differingOf(engine, found, search, ask) : [];
  const meant = differing.length > 0 ? differing : found;
  if (meant.length > 0) return meant.map(({ summary, because }) => ({ summary, score: 100, because }));
  return isEnvironmentName(search.real) ? findByVariables(engine, all, search, ask) : [];
}

async function ofService(
  summary: ContainerSummaryJson,
  { disk, real }: Search,
  readProject: ReadProject,
): Promise<OfService | null> {
  const origin = composeOrigin(summary.Labels);
  if (!origin || origin.isOneOff) return null;
  const project = await readProject(origin);
  const service = project?.services.find(({ name }) => name === origin.service);
  if (!project || !service) return null;
  const dockerfile = service.build && dockerfileOf(service.build);
  if (dockerfile != null && (await disk.realPath(dockerfile)) === real) {
    return { summary, service, because: messages('makes', { service: service.name, file: real }), isDockerfile: true };
  }
  const kind = await settingsFileOf(disk, real, { origin, project }, service);
  if (kind === null || (kind === 'variables-file' && !usesVariablesOf(disk, real, service))) return null;
  return { summary, service, because: messages('states', { service: service.name, file: real }), isDockerfile: false };
}

/** Those of the containers that differ from what their files state. Each is inspected, which takes the engine a millisecond. */
async function differingOf(
  engine: Engine,
  found: readonly OfService[],
  { disk, question }: Search,
  ask?: Ask,
): Promise<readonly OfService[]> {
  if (found.length > maximumInspected || found.some(({ isDockerfile }) => isDockerfile)) return [];
  const compared = found.map(async (each): Promise<readonly OfService[]> => {
    const container = await inspected(engine, each.summary, ask);
    if (!container) return [];
    const of = {
      service: each.service,
      ...{ container, image: null, shell: question.environment, linesOfVariables: new Map() },
      readFile: (path: string) => disk.readTextNow(path),
    };
    return compareSettings(of).different.length > 0 ? [each] : [];
  });
  return (await Promise.all(compared)).flat();
}

/** The container as the engine gives it; null when it has gone meanwhile. */
async function inspected(
  engine: Engine,
  { Id }: ContainerSummaryJson,
  ask?: Ask,
): Promise<ComparedService['container'] | null> {
  try {
    return await engine.container(Id, ask);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return null;
    throw error;
  }
}

/** Containers that Compose did not make and that have all variables of the file: they were run with `--env-file`. */
async function findByVariables(
  engine: Engine,
  all: readonly ContainerSummaryJson[],
  { disk, real }: Search,
  ask?: Ask,
): Promise<readonly Found[]> {
  const names = [...new Set(rawVariables(disk.readTextNow(real) ?? '').map(({ name }) => name))];
  const loose = all.filter(({ Labels, State }) => !composeOrigin(Labels) && State === 'running');
  if (names.length === 0 || loose.length > maximumInspected) return [];
  const found = loose.map(async (summary): Promise<readonly Found[]> => {
    const has = variablesOf((await inspected(engine, summary, ask))?.Config.Env);
    const shared = names.filter((name) => has.has(name)).length;
    // A variable that was added since is not there yet, so that most of them are enough.
    if (shared === 0 || shared * 2 < names.length) return [];
    return [{ summary, score: 60, because: messages('runWith', { file: real }) }];
  });
  return (await Promise.all(found)).flat();
}
