import { kindOfMount, pathBelow } from '../diagnosis/covering-mount.ts';
import type { MountJson } from '../diagnosis/engine-json.ts';
import type { DatabaseData } from '../diagnosis/evidence/initialisation.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { EngineFailure } from './engine.ts';
import type { Gatherer } from './gatherer.ts';
import { readArchive } from './read-archive.ts';
import { withProbe } from './see-file.ts';

/** Where databases keep their data. */
const dataFolder =
  /\/(postgres\w*|pgsql|mysql|mariadb|mongo\w*|data\/db|db|data|clickhouse|cassandra|influxdb\w*|rabbitmq|oradata)(\/|$)/i;

/** What database images write when they make their data, and never again. */
const marks: readonly { readonly of: RegExp; readonly names: readonly string[] }[] = [
  { of: /postgres|pgsql/i, names: ['PG_VERSION'] },
  { of: /mysql|mariadb/i, names: ['auto.cnf', 'mysql_upgrade_info', 'mariadb_upgrade_info'] },
  { of: /mongo|\/data\/db/i, names: ['WiredTiger'] },
  { of: /(?:)/, names: ['PG_VERSION', 'auto.cnf', 'WiredTiger'] },
];

/** Where Postgres is told to keep its data below its volume: https://hub.docker.com/_/postgres#pgdata */
const folderVariable = 'PGDATA';

/** So many entries of a data folder are looked at, and none that is larger, in bytes: the data themselves are not read. */
const maximumEntries = 60;
const largestEntry = 1024 * 1024;

/** So many mounts are taken for data. */
const maximumMounts = 2;

/** Returns the data of a database and how old they are; null when none are mounted, or none are there yet. `beside` is a folder that holds none. */
export async function databaseData(gatherer: Gatherer, beside: string | null): Promise<DatabaseData | null> {
  const { container } = gatherer;
  const mounts = container.Mounts.filter(
    ({ Type, RW, Destination }) =>
      (Type === 'volume' || Type === 'bind') &&
      RW !== false &&
      (beside === null || pathBelow(beside, Destination) === null),
  );
  const likely = mounts.filter(({ Destination }) => dataFolder.test(Destination));
  const declared = mounts.filter(({ Destination }) => Destination in (container.Config.Volumes ?? {}));
  const chosen = [...new Set([...likely, ...declared, ...(mounts.length === 1 ? mounts : [])])];
  for (const mount of chosen.slice(0, maximumMounts)) {
    const oldest = (await marked(gatherer, mount.Destination)) ?? (await oldestIn(gatherer, mount.Destination));
    if (oldest) return { ...mountedAs(mount), sinceMs: oldest.modifiedMs, oldest: oldest.name };
  }
  return null;
}

interface Oldest {
  readonly name: string;
  readonly modifiedMs: number;
}

async function marked(gatherer: Gatherer, destination: string): Promise<Oldest | null> {
  const { container } = gatherer;
  const told = variablesOfContainer(container).get(folderVariable) ?? destination;
  const below = pathBelow(destination, told) ?? '';
  const folders = [...new Set([told, destination])].filter((folder) => pathBelow(destination, folder) !== null);
  for (const folder of folders) {
    for (const name of marks.find(({ of }) => of.test(folder))?.names ?? []) {
      const modifiedMs = await timeOf(gatherer, `${folder}/${name}`);
      if (modifiedMs !== null) return { name: folder === destination ? name : `${below}/${name}`, modifiedMs };
    }
  }
  return null;
}

/** Archives cut times to whole seconds, and data may be made in the very second of an edit, so the one entry is asked for its exact time. */
async function timeOf({ engine, candidate, ask }: Gatherer, path: string): Promise<number | null> {
  try {
    return await engine.modifiedAt(candidate.id, path, ask);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason !== 'not-found') throw error;
    await engine.container(candidate.id, ask);
    return null;
  }
}

/** Without a mark, the oldest entry that the image does not bring itself. */
async function oldestIn(gatherer: Gatherer, folder: string): Promise<Oldest | null> {
  const found = await entriesIn(gatherer, gatherer.candidate.id, folder);
  if (found.length === 0) return null;
  const brought = new Set((await entriesOfImage(gatherer, folder)).map(({ name }) => name));
  const own = found.filter(({ name }) => !brought.has(name));
  const oldest = own.reduce<Oldest | null>(
    (best, next) => (best && best.modifiedMs <= next.modifiedMs ? best : next),
    null,
  );
  const exactMs = oldest && (await timeOf(gatherer, `${folder}/${oldest.name}`));
  return oldest && { ...oldest, modifiedMs: exactMs ?? oldest.modifiedMs };
}

async function entriesIn({ engine, ask }: Gatherer, container: string, folder: string): Promise<readonly Oldest[]> {
  const stream = await engine.archive(container, folder, ask);
  const { entries } = await readArchive(stream, () => true, { maxEntries: maximumEntries, largestBytes: largestEntry });
  return entries
    .filter(({ name }) => name.includes('/'))
    .map(({ name, mtimeMs }) => ({ name: name.slice(name.indexOf('/') + 1), modifiedMs: mtimeMs }));
}

/** A new volume is filled with what the image has there. */
async function entriesOfImage(gatherer: Gatherer, folder: string): Promise<readonly Oldest[]> {
  const { engine, own, tagged, ask } = gatherer;
  const image = own ?? tagged;
  if (!image) return [];
  try {
    return await withProbe(engine, image, (probe) => entriesIn(gatherer, probe, folder), ask);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return [];
    throw error;
  }
}

function mountedAs(mount: MountJson): Pick<DatabaseData, 'destination' | 'mounted' | 'kind'> {
  const kind = kindOfMount(mount, null);
  return {
    destination: mount.Destination,
    mounted: mount.Name ?? mount.Source ?? '',
    kind: kind === 'named-volume' || kind === 'anonymous-volume' ? kind : 'bind',
  };
}
