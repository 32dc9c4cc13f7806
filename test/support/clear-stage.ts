import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { askApi } from './engine-api.ts';
import { runName, scenarioLabel, type Stage } from './stage.ts';

interface Listed {
  readonly Id?: string;
  readonly ID?: string;
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly RepoTags?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  /** Seconds since 1970; of a network, ISO 8601. */
  readonly Created?: number | string;
  readonly Mounts?: readonly { readonly Type: string; readonly Name?: string }[];
}

const filters = (wanted: Readonly<Record<string, readonly string[]>>): string =>
  `filters=${encodeURIComponent(JSON.stringify(wanted))}`;

const list = async (host: string, path: string): Promise<readonly Listed[]> => {
  const answer = await askApi({ host, method: 'GET', path });
  if (answer !== null && typeof answer === 'object' && 'Volumes' in answer)
    return (answer.Volumes as Listed[] | null) ?? [];
  return Array.isArray(answer) ? (answer as Listed[]) : [];
};

const containersOf = ({ host, name }: Stage): Promise<readonly Listed[]> =>
  list(host, `/containers/json?all=1&${filters({ name: [name] })}`);

/**
 * Returns the volumes that the stage's containers have now, those without a name included. Compose detaches them from
 * containers it replaces and forgets them, so they are to be noted before and removed afterwards.
 */
export async function volumesOn(stage: Stage): Promise<readonly string[]> {
  const mounts = (await containersOf(stage)).flatMap(({ Mounts }) => Mounts ?? []);
  return mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name !== undefined ? [Name] : []));
}

const remove = (host: string, paths: readonly string[]): Promise<unknown> =>
  Promise.allSettled([...new Set(paths)].map((path) => askApi({ host, method: 'DELETE', path })));

/**
 * Removes what a play left on the engine and on the disk, as far as it is there, and the given volumes; never fails. Images
 * stay until the run's end, because listing them is slow on containerd's store.
 */
export async function clearStage(stage: Stage, volumes: readonly string[] = []): Promise<void> {
  const { host, name } = stage;
  const named = async (path: string): Promise<readonly string[]> =>
    (await list(host, `${path}?${filters({ name: [name] })}`).catch(() => [])).flatMap(
      ({ Id, ID, Name }) => Id ?? ID ?? Name ?? [],
    );
  const nameless = [...volumes, ...(await volumesOn(stage).catch(() => []))];
  // Swarm would replace the containers of its services. An engine without a swarm has none.
  const services = await named('/services');
  await remove(
    host,
    services.map((id) => `/services/${id}`),
  );
  const containers = (await containersOf(stage).catch(() => [])).flatMap(({ Id }) => Id ?? []);
  await remove(
    host,
    containers.map((id) => `/containers/${id}?force=1&v=1`),
  );
  const networks = await named('/networks');
  await remove(host, [
    ...[...nameless, ...(await named('/volumes'))].map((volume) => `/volumes/${volume}?force=1`),
    ...networks.map((id) => `/networks/${id}`),
  ]);
  await rm(dirname(stage.folder), { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the images that this run made on an engine, tagged or not; never fails. */
export async function clearImages(host: string): Promise<void> {
  const images = await list(host, '/images/json?all=1').catch(() => []);
  const isOurs = ({ RepoTags, Labels }: Listed): boolean =>
    [...(RepoTags ?? []), Labels?.[scenarioLabel], Labels?.['com.docker.compose.project']].some((name) =>
      name?.startsWith(runName),
    );
  await remove(
    host,
    images.filter(isOurs).map(({ Id }) => `/images/${Id}?force=1`),
  );
}

/** A play takes seconds, so a container this old was left behind by a run that was killed. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Removes the containers and networks that killed runs left behind; never fails. An engine has addresses for some thirty networks, and
 * refuses to remove one that is in use.
 */
export async function clearKilledRuns(host: string): Promise<void> {
  const containers = await list(host, '/containers/json?all=1').catch(() => []);
  const networks = await list(host, '/networks').catch(() => []);
  const isLeftBehind = ({ Name = '', Names, Created = 0 }: Listed): boolean => {
    const createdMs = typeof Created === 'string' ? Date.parse(Created) : Created * 1000;
    const isOfPlay = [Name, ...(Names ?? [])].some((name) => /^\/?shop-[0-9a-f]{8,}/.test(name));
    return isOfPlay && Date.now() - createdMs > LEFT_BEHIND_MS;
  };
  await remove(
    host,
    containers.filter(isLeftBehind).map(({ Id }) => `/containers/${Id}?force=1&v=1`),
  );
  await remove(
    host,
    networks.filter(isLeftBehind).map(({ Id }) => `/networks/${Id}`),
  );
}
