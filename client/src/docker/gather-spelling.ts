import { basename as hostName, dirname as hostFolder } from 'node:path';
import { basename, dirname } from '../../../core/src/path.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { EngineFailure } from './engine.ts';
import { known, type Gatherer, type Look } from './gatherer.ts';
import { readArchive } from './read-archive.ts';
import { seeFile } from './see-file.ts';

/** So many names of a container's folder are looked at, with what is below them. */
const maximumNames = 2000;

/** So many folders above the file may be spelled otherwise. */
const maximumFolders = 3;

/**
 * Records a name that is equal but for upper and lower case: in the container, where the file is not there under its own, or on disk,
 * where nothing is under the name that was asked about.
 */
export async function gatherSpelling(gatherer: Gatherer, { file, containerPath, mount, seen }: Look): Promise<void> {
  const { disk, engine, candidate, ask, evidence, name } = gatherer;
  if (containerPath === null || mount || !seen || (seen.kind !== 'absent' && !file.isDeleted)) return;
  const own = hostName(file.path);
  const isOther = (other: string): boolean => other !== own && other.toLowerCase() === own.toLowerCase();
  const names = (await disk.list(hostFolder(file.path))).map((entry) => entry.name);
  const onDisk = names.includes(own) ? own : (names.find(isOther) ?? null);
  if (seen.kind !== 'absent') {
    if (onDisk !== null)
      evidence.spelling = known({ onDisk, inContainer: seen }, commandLine`ls ${hostFolder(file.path)}`);
    return;
  }
  const spelled = await spelledOtherwise(gatherer, file.path, containerPath, maximumFolders);
  if (!spelled) return;
  const other = await seeFile(engine, candidate.id, spelled.inContainer, ask);
  const folder = spelled.inContainer.slice(0, -spelled.onDisk.length - 1) || '/';
  const spelledHere = spelled.onDisk === own ? onDisk : spelled.onDisk;
  evidence.spelling = known(
    { onDisk: spelledHere, inContainer: other },
    commandLine`docker cp ${name}:${folder} - | tar -t`,
  );
}

/** A path in the container that differs in upper and lower case only, and the host's spelling from the first name that differs on. */
interface Spelled {
  readonly inContainer: string;
  readonly onDisk: string;
}

/** Returns how the container spells a path that it does not have as it is on the host; null where nothing there is equal but for the case. */
async function spelledOtherwise(
  gatherer: Gatherer,
  hostPath: string,
  containerPath: string,
  folders: number,
): Promise<Spelled | null> {
  const own = hostName(hostPath);
  if (own !== basename(containerPath)) return null;
  const folder = dirname(containerPath);
  const there = await namesIn(gatherer, folder);
  if (there.length > 0) {
    const other = there.find((name) => name !== own && name.toLowerCase() === own.toLowerCase());
    if (other === undefined) return null;
    const here = (await gatherer.disk.list(hostFolder(hostPath))).map(({ name }) => name);
    // What has that other name on disk, beside this one, is something of its own.
    if (here.includes(other) && here.includes(own)) return null;
    return { inContainer: `${folder.replace(/\/$/, '')}/${other}`, onDisk: own };
  }
  if (folders === 0) return null;
  const above = await spelledOtherwise(gatherer, hostFolder(hostPath), folder, folders - 1);
  if (!above) return null;
  const name = (await namesIn(gatherer, above.inContainer)).find(
    (candidate) => candidate.toLowerCase() === own.toLowerCase(),
  );
  return name === undefined ? null : { inContainer: `${above.inContainer}/${name}`, onDisk: `${above.onDisk}/${own}` };
}

async function namesIn({ engine, candidate, ask }: Gatherer, folder: string): Promise<readonly string[]> {
  if (folder === '/') return [];
  try {
    const stream = await engine.archive(candidate.id, folder, ask);
    const { entries } = await readArchive(stream, (name) => name.split('/').length === 2, { maxEntries: maximumNames });
    return entries.map(({ name }) => basename(name));
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.reason === 'cancelled' || error.reason === 'unreachable')
      throw error;
    // A folder that is not there has no names; whatever else fails leaves the file's own absence as it is.
    return [];
  }
}
