import { basename, resolve } from '../../../core/src/path.ts';
import { join } from 'node:path';
import { sameSeen } from '../diagnosis/content.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { baseImageOf } from '../workspace/base-image.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { readContainerFile } from './read-file.ts';
import { seeFile, withProbe } from './see-file.ts';

/** So many paths of a command are looked at. */
const maximumPaths = 3;

/**
 * Records the file of the same name that the container's command names at another path than the copied one. Arguments are looked at
 * and forgotten; the evidence has the path only. Nothing is asked where the container's file comes through a mount.
 */
export async function gatherCommandPath(gatherer: Gatherer, look: Look): Promise<void> {
  const { engine, candidate, build, evidence, ask, name } = gatherer;
  const { file, plan, containerPath, mount, isThere } = look;
  if (!isThere || mount || file.isDeleted || containerPath === null || 'problem' in build || !plan) return;
  const copied = new Set([containerPath, ...plan.copies.map((copy) => copy.containerPath)]);
  try {
    const words = await wordsOfCommand(gatherer, basename(containerPath));
    // A destination without its slash at the end gives the file the folder's name.
    const names = [basename(containerPath), basename(file.path)];
    const named = pathsIn(words, gatherer.container.Config.WorkingDir || '/', containerPath, names);
    if (named.some((path) => copied.has(path))) return;
    for (const path of named.slice(0, maximumPaths)) {
      if (await isOfOtherFile(gatherer, build, path)) continue;
      const seen = await seeFile(engine, candidate.id, path, ask);
      if (seen.kind === 'file' && seen.sha256 === file.sha256) return;
      // What runs has found its file, wherever that is; only a command that ended may have missed it.
      if (seen.kind !== 'file' && !(seen.kind === 'absent' && !gatherer.container.State.Running)) continue;
      const isOfBase = seen.kind === 'file' && (await isInBase(gatherer, build, seen));
      evidence.commandPath = known({ seen, isOfBase }, `docker inspect ${name} → .Path .Args`);
      return;
    }
  } catch (error) {
    evidence.commandPath = missing(failureText(error));
  }
}

/** The words of the command, of what a shell is told in it, and of a script that it runs. */
async function wordsOfCommand(
  { engine, candidate, container, ask }: Gatherer,
  name: string,
): Promise<readonly string[]> {
  const own = [container.Path ?? '', ...(container.Args ?? [])];
  const script = own.find((word) => word.endsWith('.sh') && basename(word) !== name);
  const path = script && resolve(container.Config.WorkingDir || '/', script);
  const text = path && (await readContainerFile(engine, candidate.id, path, ask).catch(() => null));
  const texts = [...own, ...(text ? [text.toString('utf8')] : [])];
  // After a change of folder a relative path begins where nobody can tell.
  const isFixed = (word: string): boolean => word.startsWith('/') || !texts.some((each) => /\bcd\s/.test(each));
  return texts.flatMap((each) => each.split(/[\s;&|()<>"'=]+/)).filter(isFixed);
}

/** Paths that end in the file's name, and those that a server's document root makes with the end of the file's path. */
function pathsIn(
  words: readonly string[],
  workingFolder: string,
  containerPath: string,
  names: readonly string[],
): readonly string[] {
  const name = basename(containerPath);
  const named = words.filter((word) => names.includes(basename(word))).map((word) => resolve(workingFolder, word));
  const roots = words.filter((_, at) => /^(-h|-d|--?root|--directory|--dir)$/.test(words[at - 1] ?? ''));
  const inRoots = roots
    .map((root) => resolve(workingFolder, root))
    .flatMap((root) =>
      containerPath.startsWith(`${root.replace(/\/$/, '')}/`) ? [containerPath] : [`${root}/${name}`],
    );
  return [...new Set([...named, ...inRoots])];
}

/** Whether the workspace has another file that a build brings to the path: two files may well have one name. */
async function isOfOtherFile({ disk }: Gatherer, build: PlannedBuild, path: string): Promise<boolean> {
  const names = path.split('/').filter((part) => part !== '');
  for (let from = 0; from < names.length; from++) {
    const other = join(build.contextFolder, ...names.slice(from));
    const comesHere = routesFor(build, other).final.some(({ containerPath }) => containerPath === path);
    if (comesHere && (await disk.stat(other)) !== null) return true;
  }
  // A COPY of one file under another name cannot be found by the name, so every such COPY is looked at.
  const { workingFolder } = routesFor(build, build.contextFolder);
  return build.found.dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .some(
      ({ keyword, words }) =>
        (keyword === 'COPY' || keyword === 'ADD') && resolve(workingFolder, words.at(-1)?.value ?? '') === path,
    );
}

async function isInBase({ engine, ask }: Gatherer, build: PlannedBuild, seen: FileSeen): Promise<boolean> {
  const image = baseImageOf(build);
  if (image === null) return false;
  try {
    const base = await engine.image(image, {}, ask);
    return sameSeen(await withProbe(engine, base, (probe) => seeFile(engine, probe, seen.path, ask), ask), seen);
  } catch (error) {
    failureText(error);
    return false;
  }
}
