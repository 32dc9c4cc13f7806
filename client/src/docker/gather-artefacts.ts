import { isManifest } from '../../../core/src/manifests/is-manifest.ts';
import { normalisePosix } from '../../../core/src/path.ts';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import { sourceStage, lineageOf } from '../../../core/src/dockerfile/carried-paths.ts';
import type { Route } from '../../../core/src/dockerfile/routes.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { mountOver, pathBelow } from '../diagnosis/covering-mount.ts';
import type { CopyStep, FileSeen } from '../diagnosis/evidence.ts';
import type { Artefact } from '../diagnosis/evidence/artefacts.ts';
import { routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { commandWords } from './command-words.ts';
import { cacheFolders, earlierMaker, lastMaker, madePaths, stepsAfter } from './find-artefacts.ts';
import { wasBuiltSince } from './gather-build.ts';
import { gatherCacheMounts } from './gather-cache-mounts.ts';
import { installedCopies, installsProject, isImported } from './installed-copies.ts';
import { inLayers } from './artefact-layers.ts';
import { failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';
import { isLeftInStage } from './left-in-stage.ts';
import { isOfSiblingProgram } from './program-of-sibling.ts';
import { readArtefact } from './read-artefact.ts';
import { placesOf, ranAt, runStepsOf } from './run-steps-of.ts';
import { seeFile, withProbe } from './see-file.ts';
import { volumeOver } from './volume-over.ts';

/** So many paths are read at most, each with one request. */
const mostPaths = 3;

/** A path of the image that may be made of the file. */
interface Candidate {
  readonly path: string;
  /** Where its contents are, should it be a folder; null where that is the same place, or too large to be searched. */
  readonly contentsPath: string | null;
  readonly run: RunStep;
  readonly takenBy: CopyStep | null;
  readonly isVerbatim: boolean;
  readonly before: RunStep | null;
}

/**
 * Records what the build makes of the file, where the file itself is not what counts: it is in a compiling stage only, or it has
 * arrived and something that was made of it runs instead.
 */
export async function gatherArtefacts(gatherer: Gatherer, look: Look): Promise<void> {
  const { build, disk, evidence } = gatherer;
  if ('problem' in build || !look.plan?.isProven || look.plan.ignore?.isExcluded) return;
  const isOnlySource = look.plan.copies.length === 0 && look.plan.onlyInStages.length > 0;
  if (!isOnlySource && !look.isThere) return;
  const names = [gatherer.name, gatherer.container.Config.Image];
  if (isOnlySource && (await isOfSiblingProgram(disk, build, look.file.path, names))) return;
  // Where a mount delivers the file, nobody has asked yet.
  if (isOnlySource && (evidence.leftInStage?.is === 'known' || (await isLeftInStage(gatherer, look.file, look.plan))))
    return;
  const routes = routesFor(build, look.file.path);
  const ways = [...routes.final, ...routes.elsewhere.filter(({ isReached }) => isReached)];
  // Reading the words of a RUN takes the shell's grammar, which is not loaded for nothing.
  if (!isOnlySource && routes.laterRuns.length === 0) return;
  const steps = ways.length > 0 ? await runStepsOf(gatherer) : [];
  const text = steps.length > 0 ? await disk.readText(look.file.path) : null;
  if (text === null) return;
  // Names and versions of packages are in what is made in any case: that some are there and others not tells nothing.
  const source = isManifest(look.file.path) ? '' : text;
  const words = await commandWords(gatherer, look);
  const isMeant = ({ path, isVerbatim, before }: Candidate): boolean =>
    !isLive(gatherer, path) && (isOnlySource || isVerbatim || before !== null || isNamedBy(words, gatherer, path));
  let route: Route | undefined;
  let candidates: readonly Candidate[] = [];
  // Several stages and mounts may take the file: the first that something of the image is made by.
  for (const way of ways) {
    if (candidates.length > 0) break;
    route = way;
    const installed = await installedOf(gatherer, look, build, steps, way, words);
    const found = await candidatesOf(gatherer, build, steps, way, words, isOnlySource);
    candidates = [...installed, ...found].filter(isMeant).slice(0, mostPaths);
  }
  if (!route || candidates.length === 0) return;
  try {
    const sources = await readSources(gatherer, look, route, candidates, Buffer.from(source).toString('latin1'), words);
    if (sources.made.length === 0) return;
    await gatherCacheMounts(gatherer, candidates, sources.made);
    evidence.artefacts = known(
      {
        ...sources,
        made: await inLayers(gatherer, look, sources),
        sourceBy: stepOf(build, route),
        isOnlySource,
        wasBuiltSince: await wasBuiltSince(gatherer, look.file.path),
      },
      build.found.path,
    );
  } catch (error) {
    evidence.artefacts = missing(failureText(error));
  }
}

/** The copies that `pip install .` made of a Python module, where the command takes the module from there. */
async function installedOf(
  gatherer: Gatherer,
  look: Look,
  build: PlannedBuild,
  steps: readonly RunStep[],
  route: Route,
  words: readonly string[],
): Promise<readonly Candidate[]> {
  const run = stepsAfter(build, steps, route).findLast(installsProject);
  if (!run) return [];
  const paths = await installedCopies(gatherer, look);
  return paths
    .filter((path) => isImported(gatherer, look, path, words))
    .map((path) => ({ path, contentsPath: null, run, takenBy: null, isVerbatim: true, before: null }));
}

/** What is bind-mounted is the host's, whatever the image made. */
function isLive({ container }: Gatherer, path: string): boolean {
  const covering = mountOver(container, path);
  return covering !== null && covering.mount.Type !== 'volume';
}

async function candidatesOf(
  gatherer: Gatherer,
  build: PlannedBuild,
  steps: readonly RunStep[],
  route: Route,
  words: readonly string[],
  isOnlySource: boolean,
): Promise<readonly Candidate[]> {
  const named = madePaths(build, steps, route).flatMap(({ path, stage, run, isVerbatim, before }) =>
    placesOf(build, stage, path).map(({ containerPath, by, contentsPath }) => ({
      path: containerPath,
      contentsPath: searchable(contentsPath, words),
      run,
      takenBy: by,
      isVerbatim,
      before,
    })),
  );
  const unique = [...new Map(named.toReversed().map((each) => [each.path, each])).values()];
  if (unique.length > 0) return unique.sort((a, b) => Number(b.isVerbatim) - Number(a.isVerbatim));
  const run = lastMaker(build, steps, route);
  if (!run) return [];
  const about = { run, isVerbatim: false, before: earlierMaker(build, steps, route, run) };
  if (isOnlySource) return takenFrom(build, route, words).map((each) => ({ ...about, ...each }));
  const outputs = await outputsInCommand(gatherer, build, words);
  return outputs.map((path) => ({ ...about, path, contentsPath: null, takenBy: null }));
}

/** What the base image brings is not compiled. */
const isOfSystem = (path: string): boolean =>
  /^\/(etc|usr\/share|usr\/lib|lib\d*|usr\/lib\d*)(\/|$)/.test(path) || path.includes('ca-certificates');

/** Folders of the system, which have more in them than what was copied. */
const ofSystem = /^\/((usr\/)?(local\/)?(s?bin|lib\d*)|usr(\/local)?|etc|var|opt|home|root|tmp)?$/;

/** The folder that the contents of another one went to; of Spring Boot, which is at home in the root, the part that has the classes. */
function searchable(folder: string | null, words: readonly string[]): string | null {
  if (folder === '/' && words.some((word) => word.startsWith('org.springframework.boot.loader'))) return '/BOOT-INF';
  return folder === null || ofSystem.test(folder) ? null : folder;
}

/** What a COPY --from takes out of the compiling stage. */
function takenFrom(
  build: PlannedBuild,
  route: Route,
  words: readonly string[],
): readonly Pick<Candidate, 'path' | 'contentsPath' | 'takenBy'>[] {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  return dockerfile.stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'COPY') return [];
      const from = sourceStage(dockerfile, stage, instruction, build.buildArguments);
      if (!from || !built || !lineageOf(dockerfile, from, build.buildArguments).includes(route.stage)) return [];
      return instruction.words.slice(0, -1).flatMap(({ value }) => {
        const source = normalisePosix(`/${value}`);
        if (isOfSystem(source)) return [];
        return placesOf(build, from, source).map(({ containerPath, by, contentsPath }) => ({
          path: containerPath,
          contentsPath: searchable(contentsPath, words),
          takenBy: by,
        }));
      });
    }),
  );
}

const outputFolder = /(^|\/)(dist|build|out|target|bin|public|\.next|\.output|release|publish|lib)(\/|$)/;

/** The program or folder that the container's command names, where no file of the build context is behind it. */
async function outputsInCommand(
  { container, disk }: Gatherer,
  build: PlannedBuild,
  words: readonly string[],
): Promise<readonly string[]> {
  const folder = container.Config.WorkingDir || '/';
  const paths = words
    .filter((word) => /^[\w./@-]+$/.test(word) && word.includes('/'))
    .map((word) => resolvePosix(folder, word))
    .filter((path) => outputFolder.test(path) && !/^\/(usr\/)?s?bin\//.test(path));
  const made: string[] = [];
  for (const path of new Set(paths)) {
    const inContext = pathBelow(folder, path) ?? path.slice(1);
    if ((await disk.stat(`${build.contextFolder}/${inContext}`)) === null) made.push(path);
  }
  return made;
}

/** Whether the command names the path, a folder around it, or a program on the PATH. */
function isNamedBy(words: readonly string[], { container }: Gatherer, path: string): boolean {
  const folder = container.Config.WorkingDir || '/';
  const isOnPath = /^\/((usr\/)?(local\/)?s?bin|go\/bin|app\/bin)\/[^/]+$/.test(path);
  const isServed = words.some((word) => /(^|\/)nginx$/.test(word)) && path.startsWith('/usr/share/nginx/html');
  return (
    isServed ||
    words.some((word) => {
      if (isOnPath && path.endsWith(`/${word}`)) return true;
      const place = resolvePosix(folder, word);
      if (place === '/' || place === normalisePosix(folder)) return false;
      return pathBelow(place, path) !== null || (pathBelow(path, place) !== null && path !== '/');
    })
  );
}

async function readSources(
  gatherer: Gatherer,
  look: Look,
  route: Route,
  candidates: readonly Candidate[],
  source: string,
  words: readonly string[],
): Promise<{ readonly made: readonly Artefact[]; readonly sourceInImage: FileSeen | null }> {
  const { engine, candidate: container, evidence, tagged, own, ask } = gatherer;
  const same = knownValue(evidence.sameImage)?.isSame === true;
  const placed = await placeCandidates(candidates, (path) => readArtefact(engine, container.id, path, source, ask));
  // A volume keeps what an earlier image had, so what the image has is asked as well.
  const volumes = await Promise.all(placed.map(async ({ path, seen }) => (seen ? volumeOver(gatherer, path) : null)));
  const image = same ? (own ?? tagged) : tagged;
  const isNeeded =
    !same || volumes.some((volume) => volume !== null) || (look.mount?.isOfEditedFile && look.plan?.copies.length);
  const lookInside = async (probe: string) => ({
    artefacts: await Promise.all(
      placed.map(async ({ path }, index) =>
        same && !volumes[index] ? null : readArtefact(engine, probe, path, source, ask),
      ),
    ),
    source: look.plan?.copies.length ? await seeFile(engine, probe, route.containerPath, ask) : null,
  });
  const inImage = image && isNeeded ? await withProbe(engine, image, lookInside, ask) : null;
  const made = placed.flatMap(({ seen, ...each }, index): readonly Artefact[] => {
    const isRun = isNamedBy(words, gatherer, each.path) || isImported(gatherer, look, each.path, words);
    if (!seen) return [];
    const volume = volumes[index];
    const artefact = artefactOf(gatherer, each, seen, inImage?.artefacts[index] ?? null, isRun);
    return [volume ? { ...artefact, volume } : artefact];
  });
  const sourceInImage = inImage?.source ?? (look.isThere && !look.mount ? look.seen : null);
  return { made, sourceInImage };
}

/** Each candidate where it is found: at its path, else where its contents are. */
async function placeCandidates(
  candidates: readonly Candidate[],
  read: (path: string) => Promise<Artefact['inContainer'] | null>,
): Promise<readonly (Candidate & { readonly seen: Artefact['inContainer'] | null })[]> {
  const placed = await Promise.all(
    candidates.map(async (each) => {
      const seen = await read(each.path);
      if (seen || each.contentsPath === null) return { ...each, seen };
      return { ...each, path: each.contentsPath, seen: await read(each.contentsPath) };
    }),
  );
  return [...new Map(placed.map((each) => [each.path, each])).values()];
}

function artefactOf(
  gatherer: Gatherer,
  { path, run, takenBy, isVerbatim, before }: Candidate,
  inContainer: Artefact['inContainer'],
  inTaggedImage: Artefact['inTaggedImage'],
  isRun: boolean,
): Artefact {
  const build = gatherer.build as PlannedBuild;
  const caches = cacheFolders(run);
  return {
    path,
    madeBy: stepOf(build, run),
    madeAt: ranAt(build, run.instruction),
    takenBy,
    cacheFolder: caches.find((folder) => run.script.includes(folder)) ?? caches[0] ?? null,
    madeBeforeBy: before && stepOf(build, before),
    isRun,
    isVerbatim,
    inContainer,
    inTaggedImage,
  };
}
