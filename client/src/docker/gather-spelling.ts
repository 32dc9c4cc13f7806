import { basename as hostName, dirname as hostFolder } from 'node:path';
import { basename, dirname } from '../../../core/src/path.ts';
import { EngineFailure } from './engine.ts';
import { known, type Gatherer, type Look } from './gatherer.ts';
import { readArchive } from './read-archive.ts';
import { seeFile } from './see-file.ts';

/** So many names of a container's folder are looked at, with what is below them. */
const maximumNames = 2000;

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
    if (onDisk !== null) evidence.spelling = known({ onDisk, inContainer: seen }, `ls ${hostFolder(file.path)}`);
    return;
  }
  const folder = dirname(containerPath);
  const inContainer = (await namesIn(gatherer, folder)).find(
    (other) => other !== basename(containerPath) && other.toLowerCase() === basename(containerPath).toLowerCase(),
  );
  // A file of that other name beside this one on disk is a file of its own.
  if (inContainer === undefined || (names.includes(inContainer) && names.includes(own))) return;
  const other = await seeFile(engine, candidate.id, `${folder.replace(/\/$/, '')}/${inContainer}`, ask);
  evidence.spelling = known({ onDisk, inContainer: other }, `docker cp ${name}:${folder} - | tar -t`);
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
