import { kindOfMount, pathBelow } from '../diagnosis/covering-mount.ts';
import type { MountJson } from '../diagnosis/engine-json.ts';
import type { Initialisation } from '../diagnosis/evidence/initialisation.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { readArchive } from './read-archive.ts';

/** Folders whose scripts database images run once; Postgres, MySQL, MariaDB, MongoDB and others use the first name. */
const initFolder =
  /^.*\/(?:docker-entrypoint-initdb|docker-entrypoint-init|container-entrypoint-initdb|initdb|init-?db)\.d(?=\/)/;

/** Where databases keep their data. */
const dataFolder =
  /\/(postgres\w*|pgsql|mysql|mariadb|mongo\w*|data\/db|db|data|clickhouse|cassandra|influxdb\w*|oradata)(\/|$)/i;

/** What database images write when they make their data, and never again. */
const marks = ['PG_VERSION', 'auto.cnf', 'WiredTiger', 'mysql_upgrade_info', 'mariadb_upgrade_info'];

/** So many entries of a data folder are looked at, and none that is larger, in bytes: the data themselves are not read. */
const maximumEntries = 60;
const largestEntry = 1024 * 1024;

/** So many mounts are taken for data. */
const maximumMounts = 2;

/** Asks how old a database's data are, where the file is one that its image reads only while there are none. */
export async function gatherInitialisation(gatherer: Gatherer, { containerPath, isThere }: Look): Promise<void> {
  const { container, evidence, name } = gatherer;
  const folder = containerPath === null ? undefined : initFolder.exec(containerPath)?.[0];
  if (!isThere || folder === undefined) return;
  const mounts = container.Mounts.filter(
    ({ Type, RW, Destination }) =>
      (Type === 'volume' || Type === 'bind') && RW !== false && pathBelow(folder, Destination) === null,
  );
  const likely = mounts.filter(({ Destination }) => dataFolder.test(Destination));
  const declared = mounts.filter(({ Destination }) => Destination in (container.Config.Volumes ?? {}));
  const chosen = [...new Set([...likely, ...declared, ...(mounts.length === 1 ? mounts : [])])];
  try {
    for (const mount of chosen.slice(0, maximumMounts)) {
      const oldest = await oldestIn(gatherer, mount.Destination);
      if (!oldest) continue;
      evidence.initialisation = known(asInitialisation(folder, mount, oldest), `docker inspect ${name} → .Mounts`);
      return;
    }
    evidence.initialisation = known(null, `docker inspect ${name} → .Mounts`);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') throw error;
    evidence.initialisation = missing(failureText(error));
  }
}

interface Oldest {
  readonly name: string;
  readonly modifiedMs: number;
}

/** A mark tells best; else the oldest entry that is younger than the image's first step, since an image may bring files of its own. */
async function oldestIn({ engine, candidate, ask, history }: Gatherer, folder: string): Promise<Oldest | null> {
  const stream = await engine.archive(candidate.id, folder, ask);
  const { entries } = await readArchive(stream, () => true, { maxEntries: maximumEntries, largestBytes: largestEntry });
  const found = entries
    .filter(({ name }) => name.includes('/'))
    .map(({ name, mtimeMs }) => ({ name: name.slice(name.indexOf('/') + 1), modifiedMs: mtimeMs }));
  const firstStepMs = Math.min(...history.map(({ Created }) => Created * 1000));
  const marked = found.filter(({ name }) => marks.includes(name));
  const own = marked.length > 0 ? marked : found.filter(({ modifiedMs }) => !(modifiedMs < firstStepMs));
  return own.reduce<Oldest | null>((best, next) => (best && best.modifiedMs <= next.modifiedMs ? best : next), null);
}

function asInitialisation(folder: string, mount: MountJson, oldest: Oldest): Initialisation {
  const kind = kindOfMount(mount, null);
  return {
    folder,
    destination: mount.Destination,
    mounted: mount.Name ?? mount.Source ?? '',
    kind: kind === 'named-volume' || kind === 'anonymous-volume' ? kind : 'bind',
    sinceMs: oldest.modifiedMs,
    oldest: oldest.name,
  };
}
