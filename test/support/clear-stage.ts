import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { askApi } from './engine-api.ts';
import type { Stage } from './stage.ts';

interface Listed {
  readonly Id?: string;
  readonly Name?: string;
  readonly Mounts?: readonly { readonly Type: string; readonly Name?: string }[];
}

const filters = (wanted: Readonly<Record<string, readonly string[]>>): string =>
  `filters=${encodeURIComponent(JSON.stringify(wanted))}`;

const list = async ({ host }: Stage, path: string): Promise<readonly Listed[]> => {
  const answer = await askApi({ host, method: 'GET', path });
  if (answer !== null && typeof answer === 'object' && 'Volumes' in answer)
    return (answer.Volumes as Listed[] | null) ?? [];
  return Array.isArray(answer) ? (answer as Listed[]) : [];
};

const containersOf = (stage: Stage): Promise<readonly Listed[]> =>
  list(stage, `/containers/json?all=1&${filters({ name: [stage.name] })}`);

/**
 * Returns the volumes that the stage's containers have now, those without a name included. Compose detaches them from
 * containers it replaces and forgets them, so they are to be noted before and removed afterwards.
 */
export async function volumesOn(stage: Stage): Promise<readonly string[]> {
  const mounts = (await containersOf(stage)).flatMap(({ Mounts }) => Mounts ?? []);
  return mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name !== undefined ? [Name] : []));
}

/** Removes what a play left on the engine and on the disk, as far as it is there, and the given volumes; never fails. */
export async function clearStage(stage: Stage, volumes: readonly string[] = []): Promise<void> {
  const { host, name } = stage;
  const remove = (paths: readonly string[]): Promise<unknown> =>
    Promise.allSettled([...new Set(paths)].map((path) => askApi({ host, method: 'DELETE', path })));
  const listed = async (path: string): Promise<readonly string[]> =>
    (await list(stage, path).catch(() => [])).flatMap(({ Id, Name }) => Id ?? Name ?? []);
  const nameless = [...volumes, ...(await volumesOn(stage).catch(() => []))];
  await remove(
    (await listed(`/containers/json?all=1&${filters({ name: [name] })}`)).map((id) => `/containers/${id}?force=1&v=1`),
  );
  const volumesByName = await listed(`/volumes?${filters({ name: [name] })}`);
  const networks = await listed(`/networks?${filters({ name: [name] })}`);
  const images = [
    ...(await listed(`/images/json?all=1&${filters({ label: [`dev.unstale.scenario=${name}`] })}`)),
    ...(await listed(`/images/json?all=1&${filters({ label: [`com.docker.compose.project=${name}`] })}`)),
    ...(await listed(`/images/json?${filters({ reference: [`${name}*`, `${name}*/*`] })}`)),
  ];
  await remove([
    ...[...nameless, ...volumesByName].map((volume) => `/volumes/${volume}?force=1`),
    ...networks.map((id) => `/networks/${id}`),
    ...images.map((id) => `/images/${id}?force=1`),
  ]);
  await rm(dirname(stage.folder), { recursive: true, force: true }).catch(() => undefined);
}
