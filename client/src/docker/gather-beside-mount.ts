import { hasContentOf } from '../diagnosis/content.ts';
import { hostPathOf, mountOver, pathBelow } from '../diagnosis/covering-mount.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { loadNodeShell } from '../workspace/load-shell.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { entryPointsOf, type EntryPoint } from './entry-points.ts';
import { startScripts } from './gather-start-script.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** So many copies of the file, and so many places that a command starts from, are looked at. */
const maximumCopies = 3;
const maximumEntryPoints = 4;

/** A live mount of the edited file, and what of it a copy in the image has to agree with. */
interface LiveMount {
  readonly destination: string;
  /** The file's path below the destination; empty where the file alone is mounted. */
  readonly rest: string;
  readonly source: string;
}

/**
 * Records an older copy of a mounted file where the container's command starts from that copy, or from what was copied beside it: then the mount is at
 * another path than the one that is used. Nothing is recorded where anything that the container is told names the mount.
 */
export async function gatherBesideMount(gatherer: Gatherer, look: Look): Promise<void> {
  const { container, evidence, name } = gatherer;
  const { file, plan, containerPath, mount, isThere } = look;
  if (!isThere || file.isDeleted || containerPath === null || !mount?.isOfEditedFile || !plan?.isProven) return;
  const workingFolder = container.Config.WorkingDir || '/';
  const live: LiveMount = {
    destination: mount.mount.Destination,
    rest: mount.rest,
    source: hostPathOf(mount.mount.Source ?? ''),
  };
  if (pathBelow(live.destination, workingFolder) !== null) return;
  const copies = plan.copies.map((copy) => copy.containerPath).filter((path) => !isAt(gatherer, path, live));
  try {
    const older = await olderCopies(gatherer, look, [...new Set(copies)]);
    if (older.length === 0) return;
    const words = await wordsToldTo(gatherer, live, workingFolder);
    if (words === null) return;
    const entryPoints = entryPointsOf(words, workingFolder);
    for (const seen of older) {
      const runs = await startOf(gatherer, live, seen, entryPoints);
      if (runs === null) continue;
      evidence.commandPath = known(
        { seen, isOfBase: false, runs },
        `docker inspect ${name} → .Path .Args .Config.WorkingDir`,
      );
      return;
    }
  } catch (error) {
    evidence.commandPath = missing(failureText(error));
  }
}

/** Whether a path is in the mount itself, where the file is live whatever was copied there. */
const isAt = ({ container }: Gatherer, path: string, { destination }: LiveMount): boolean =>
  mountOver(container, path)?.mount.Destination === destination;

/** What is at the paths, of those whose content is another; none where one of them has the file's. */
async function olderCopies(
  { engine, candidate, ask }: Gatherer,
  { file }: Look,
  paths: readonly string[],
): Promise<readonly FileSeen[]> {
  const seen: FileSeen[] = [];
  for (const path of paths.slice(0, maximumCopies)) seen.push(await seeFile(engine, candidate.id, path, ask));
  return seen.some((each) => hasContentOf(each, file)) ? [] : seen;
}

/** The words of the container's command and of its start scripts; null where these or its variables name the mount. They are never kept. */
async function wordsToldTo(
  gatherer: Gatherer,
  { destination }: LiveMount,
  workingFolder: string,
): Promise<readonly string[] | null> {
  const { container } = gatherer;
  const own = [container.Path ?? '', ...(container.Args ?? [])];
  const shell = await loadNodeShell();
  if (!shell) return null;
  const scripts = await startScripts(gatherer, shell, workingFolder);
  const texts = [...own, ...scripts.map(({ text }) => text)];
  if ([...texts, ...variablesOfContainer(container).values()].some((text) => namesPath(text, destination))) return null;
  // What a program's own text names is read by the program; what it starts from is in the command and in shell scripts.
  const commands = [...own, ...scripts.filter(({ path, text }) => isOfShell(path, text)).map(({ text }) => text)];
  // After a change of folder a relative path begins where nobody can tell.
  const moves = commands.some((text) => /\bcd\s/.test(text));
  return commands
    .flatMap((text) => text.split(/[\s;&|()<>"'=]+/))
    .filter((word) => word !== '' && (!moves || word.startsWith('/')));
}

const isOfShell = (path: string | null, text: string): boolean =>
  path === null || path.endsWith('.sh') || /^#!.*\b(ba|da|a|z)?sh\b/.test(text);

/** Whether a text names a path or something below it, and not merely a longer path that ends alike. */
function namesPath(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    if (!/[\w./-]/.test(text[at - 1] ?? ' ') && !/[\w.-]/.test(text[at + path.length] ?? ' ')) return true;
  }
  return false;
}

/**
 * Where the command starts, when that is the copy, or a file beside the copy that the mount shows too: then the mounted folder is the one that
 * ought to be used. Null where nothing shows it.
 */
async function startOf(
  gatherer: Gatherer,
  { destination, rest, source }: LiveMount,
  seen: FileSeen,
  entryPoints: readonly EntryPoint[],
): Promise<string | null> {
  const { engine, candidate, disk, ask } = gatherer;
  const own = entryPoints.find(({ path, isServedFolder }) =>
    isServedFolder ? pathBelow(path, seen.path) !== null : path === seen.path,
  );
  // What runs has found its file, wherever that is.
  if (own) return seen.kind === 'file' ? own.path : null;
  if (rest === '' || !seen.path.endsWith(`/${rest}`)) return null;
  const folder = seen.path.slice(0, -rest.length - 1);
  // What is mounted among the copied files is reached by a relative path as well.
  if (pathBelow(folder, destination) !== null) return null;
  for (const { path, isServedFolder } of entryPoints.slice(0, maximumEntryPoints)) {
    const below = isServedFolder ? null : pathBelow(folder, path);
    if (below === null || below === '' || (await disk.stat(`${source}/${below}`))?.kind !== 'file') continue;
    if ((await seeFile(engine, candidate.id, path, ask)).kind === 'file') return path;
  }
  return null;
}
