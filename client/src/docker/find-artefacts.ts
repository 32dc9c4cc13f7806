import { normalisePosix } from '../../../core/src/path.ts';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import { lineageOf } from '../../../core/src/dockerfile/carried-paths.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import type { Route } from '../../../core/src/dockerfile/routes.ts';
import type { WrittenPath } from '../../../core/src/shell/written-paths.ts';
import { pathBelow } from '../diagnosis/covering-mount.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import type { RunStep } from '../workspace/run-steps.ts';

/** A path of a stage that a RUN makes of the file. */
export interface MadePath {
  readonly path: string;
  readonly stage: Stage;
  readonly run: RunStep;
  readonly isVerbatim: boolean;
  /** A RUN before the file is copied that makes the same. */
  readonly before: RunStep | null;
}

/** Where nothing is ever compiled to: what comes and goes, and what the base image brings. */
const isElsewhere = (path: string): boolean => /^\/(tmp|dev|proc|sys|var\/(cache|lib|log)|root\/\.)(\/|$)/.test(path);

/** Commands that write something of their own, whatever files there are. */
const noMakers = new Set(['echo', 'printf', 'touch', 'date', 'mkdir', 'chmod', 'chown', 'adduser', 'useradd']);

/** Programs that install packages: what they write is no work of the edited file. */
const installers = new Set(['apt-get', 'apt', 'apk', 'yum', 'dnf', 'pip', 'pip3', 'gem', 'bundle', 'composer']);

/** Returns what the RUN steps after a file's arrival in a stage make of it, as far as their words tell. */
export function madePaths(build: PlannedBuild, steps: readonly RunStep[], route: Route): readonly MadePath[] {
  const { after, before } = stepsAround(build, steps, route);
  return after.flatMap((run) => {
    const verbatim = verbatimPaths(run, route.containerPath);
    const caches = cacheFolders(run);
    return run.writes
      .filter(
        (written) => isMade(written, run, route.containerPath) && !caches.some((folder) => isIn(folder, written.path)),
      )
      .map((written) => ({
        path: written.path,
        stage: run.stage,
        run,
        isVerbatim: verbatim.some((path) => isIn(written.path, path)),
        before: before.find((earlier) => isSameWork(earlier, run, written.path)) ?? null,
      }));
  });
}

/** The last RUN after the file's arrival that may compile it; null when there is none. */
export function lastMaker(build: PlannedBuild, steps: readonly RunStep[], route: Route): RunStep | null {
  const { after } = stepsAround(build, steps, route);
  return (
    after.findLast(({ programs }) => !programs.every((name) => noMakers.has(name) || installers.has(name))) ?? null
  );
}

/** Returns the RUN steps after a file's arrival. */
export const stepsAfter = (build: PlannedBuild, steps: readonly RunStep[], route: Route): readonly RunStep[] =>
  stepsAround(build, steps, route).after;

/** A RUN before the file's arrival that calls one of the same programs: a build with a placeholder. */
export function earlierMaker(
  build: PlannedBuild,
  steps: readonly RunStep[],
  route: Route,
  maker: RunStep,
): RunStep | null {
  const { before } = stepsAround(build, steps, route);
  return before.find((earlier) => isSameWork(earlier, maker, null)) ?? null;
}

function stepsAround(build: PlannedBuild, steps: readonly RunStep[], route: Route) {
  const { dockerfile } = build.found;
  const line = route.instruction.range.start.line;
  const lower = lineageOf(dockerfile, route.stage, build.buildArguments);
  // A stage that begins with the file's own goes on with it.
  const isUpper = ({ stage }: RunStep): boolean =>
    lineageOf(dockerfile, stage, build.buildArguments).includes(route.stage);
  const isLater = ({ instruction }: RunStep): boolean => instruction.range.start.line >= line;
  // What a bind mount shows is there for its own RUN alone.
  const isMounted = route.instruction.keyword === 'RUN';
  return {
    after: steps.filter((step) =>
      isMounted ? step.instruction === route.instruction : isUpper(step) && isLater(step),
    ),
    before: steps.filter((step) => lower.includes(step.stage) && !isLater(step)),
  };
}

function isMade({ path, program, reads, isFetched, isCopy }: WrittenPath, run: RunStep, source: string): boolean {
  if (isFetched || isElsewhere(path) || path === source || noMakers.has(program) || installers.has(program))
    return false;
  // What is copied from elsewhere is no work of the file, unless an earlier command of the step made it.
  return !isCopy || reads.some((read) => covers(read, source) || run.writes.some((other) => isIn(other.path, read)));
}

/** The paths that hold the source's bytes after the commands of a step that pass bytes on, one after the other. */
function verbatimPaths({ writes }: RunStep, source: string): readonly string[] {
  const holding = [source];
  for (const { isCopy, reads, path } of writes) {
    if (isCopy && reads.some((read) => holding.some((each) => covers(read, each)))) holding.push(path);
  }
  return holding.slice(1);
}

/** Whether a word names the path, a folder around it, or a pattern that may match it. */
function covers(read: string, path: string): boolean {
  const star = read.search(/[*?[]/);
  if (star >= 0) return path.startsWith(read.slice(0, star));
  return isIn(normalisePosix(read), path);
}

const isIn = (folder: string, path: string): boolean => pathBelow(folder, path) !== null;

/** Programs that say nothing of what a step makes. */
const ordinary =
  /^(cd|cp|mv|rm|ls|sh|bash|test|\[|set|true|cat|ln|export|npm|yarn|pnpm|apt-get|apk|pip|chmod|mkdir|touch|echo)$/;

/** `go mod download`, `cargo fetch`, `dotnet restore` and the like bring packages, and make nothing of the project. */
const bringsPackages = /^(mod|get|fetch|download|restore|ci|install|vendor|chef|dependency:.*)$/;

/** An earlier step makes the same when it writes the same path, or calls the same compiler to compile. */
function isSameWork(earlier: RunStep, later: RunStep, path: string | null): boolean {
  if (path !== null && earlier.writes.some((written) => written.path === path)) return true;
  return earlier.commands.some(
    ({ name, words }) =>
      name !== '' &&
      !ordinary.test(name) &&
      !words.slice(1).some(({ value }) => bringsPackages.test(value)) &&
      later.programs.includes(name),
  );
}

/** Returns the folders that a step keeps between builds. */
export const cacheFolders = ({ mounts, folder }: RunStep): readonly string[] =>
  mounts
    .filter(({ type, target }) => type === 'cache' && target !== null)
    .map(({ target }) => resolvePosix(folder, target ?? ''));
