import { defineMessages } from '../../../core/src/text.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { BuildSince } from '../diagnosis/evidence/builds.ts';
import { driverOf, type NotedBuild } from '../workspace/buildx-refs.ts';
import { readBuildRecord, type BuildRecord, type RecordQuestion } from '../workspace/build-record.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { reachedIn } from './cached-steps.ts';
import { known, knownValue, notAsked, type Gatherer, type Look } from './gatherer.ts';
import { changedMsOf, imageLacksChange, imageLacksInstructions, seenInImage } from './lacks-change.ts';
import { notedBuilds } from './noted-builds.ts';
import { dockerConfigFolder } from './search.ts';
import { EngineFailure } from './engine.ts';

export const messages = defineMessages({
  agrees: 'Not asked: the image has your content, or was not read',
});

/** Each record costs a run of the docker CLI of a quarter of a second, and the newest builds tell. */
const maximumBuilds = 2;

/** Records what became of the builds that ran since the file was changed, where the image lacks the change. */
export async function gatherBuilds(gatherer: Gatherer, look: Look): Promise<void> {
  const { build, evidence } = gatherer;
  if ('problem' in build || !imageLacksChange(gatherer, look))
    return void (evidence.buildsSince = notAsked(messages('agrees')));
  const changedMs = await changedMsOf(gatherer, look.file.path);
  if (changedMs === null) return void (evidence.buildsSince = notAsked(messages('agrees')));
  await recordBuilds(gatherer, build, changedMs, (noted) =>
    toldByCache(gatherer, look, build, { ...noted, changedMs }),
  );
}

/** Records what became of the builds since the Dockerfile was changed, where it was asked about and the image is not as it says. */
export async function gatherBuildsOfDockerfile(gatherer: Gatherer): Promise<void> {
  const { build, evidence } = gatherer;
  const instructions = knownValue(evidence.instructions);
  if ('problem' in build || !instructions?.isAsked) return;
  const changedMs = imageLacksInstructions(instructions) ? await changedMsOf(gatherer, build.found.path) : null;
  if (changedMs === null) return void (evidence.buildsSince = notAsked(messages('agrees')));
  await recordBuilds(gatherer, build, changedMs, async ({ startedMs, nextMs }) => {
    const reached = await reachedIn(gatherer, build, { startedMs, nextMs, changedMs });
    // Steps from the cache may be those of a build of before.
    if (reached === null || reached === 'cached-end') return null;
    return reached === 'new-end' ? 'completed' : 'failed';
  });
}

/** How a build ended where the engine keeps no record of it; null where nothing tells. */
type ToldByCache = (noted: NotedBuild) => Promise<'completed' | 'failed' | null>;

async function recordBuilds(
  gatherer: Gatherer,
  build: PlannedBuild,
  changedMs: number,
  told: ToldByCache,
): Promise<void> {
  const noted = (await notedBuilds(gatherer, changedMs, maximumBuilds)).filter((each) =>
    isOfTarget(gatherer, build, each),
  );
  const builds: BuildSince[] = [];
  // One after the other: reading several records at once is what engines before BuildKit 0.28 may crash of.
  for (const each of noted) builds.push(await whatBecameOf(gatherer, build, each, told));
  gatherer.evidence.buildsSince = known(builds, `docker buildx history inspect ${builds[0]?.ref ?? ''}`.trim());
}

/** Compose and bake note the service instead of the target: a build of another service of the same Dockerfile is not this one's. */
function isOfTarget({ service }: Gatherer, build: PlannedBuild, { target }: NotedBuild): boolean {
  if (target === null || target === 'default' || target === build.target) return true;
  return service === null || service.name === target;
}

async function whatBecameOf(
  gatherer: Gatherer,
  build: PlannedBuild,
  noted: NotedBuild,
  toldBy: ToldByCache,
): Promise<BuildSince> {
  const { disk, question } = gatherer;
  const driver = await driverOf(disk, dockerConfigFolder(question.environment), noted.builder);
  const start = { ref: noted.ref, builder: noted.builder, driver, startedMs: noted.startedMs };
  const record = await recordOf(gatherer, noted);
  if (record !== null && record !== 'keeps-none') {
    return {
      ...start,
      status: record.status,
      toldBy: 'record',
      images: record.images,
      isLoaded: await isAnyLoaded(gatherer, record.images),
      ...failureOf(build, record),
    };
  }
  const nothing = { images: null, isLoaded: null, failedStep: null };
  const told = record === 'keeps-none' && driver === 'docker' ? await toldBy(noted) : null;
  if (told === null) return { ...start, status: 'unknown', toldBy: null, failedAt: null, ...nothing };
  return { ...start, status: told, toldBy: 'cache', failedAt: null, ...nothing };
}

/** How a build ended by the steps in the cache; null where they do not tell. */
async function toldByCache(
  gatherer: Gatherer,
  { file }: Look,
  build: PlannedBuild,
  { startedMs, nextMs, changedMs }: NotedBuild & { readonly changedMs: number },
): Promise<'completed' | 'failed' | null> {
  const reached = await reachedIn(gatherer, build, { startedMs, nextMs, changedMs });
  if (reached !== 'cached-end') return reached && (reached === 'new-end' ? 'completed' : 'failed');
  // A build that took the file for unchanged, or whose later steps wrote it again, may have made the image that is there.
  const { laterRuns } = routesFor(build, file.path);
  const seen = seenInImage(gatherer);
  const isSameSize = seen?.kind === 'file' && seen.size === file.size;
  return laterRuns.length > 0 || !seen || isSameSize ? null : 'completed';
}

/** Returns the engine's record of a build; null where nothing may be spawned or it could not be read. */
export async function recordOf(gatherer: Gatherer, noted: NotedBuild): Promise<BuildRecord | 'keeps-none' | null> {
  return gatherer.programs && readBuildRecord(gatherer.programs, noted, recordQuestion(gatherer));
}

/** Returns how the docker CLI is run for this question. */
export const recordQuestion = ({ question, ask }: Pick<Gatherer, 'question' | 'ask'>): RecordQuestion => ({
  dockerFlags: question.dockerFlags,
  folder: question.workspaceFolder,
  environment: question.environment,
  ...(ask.signal ? { signal: ask.signal } : {}),
});

async function isAnyLoaded({ engine, ask }: Gatherer, images: readonly string[]): Promise<boolean | null> {
  for (const image of images) {
    try {
      await engine.image(image, {}, ask);
      return true;
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.reason !== 'not-found') return null;
    }
  }
  return false;
}

/** Of the step only the keyword is kept: the command behind a RUN may carry a token. */
function failureOf({ found }: PlannedBuild, { failedLine }: BuildRecord): Pick<BuildSince, 'failedAt' | 'failedStep'> {
  if (failedLine === null) return { failedAt: null, failedStep: null };
  const { globals, stages } = parseDockerfile(found.dockerfile.text);
  const instruction = [...globals, ...stages.flatMap(({ from, instructions }) => [from, ...instructions])].find(
    ({ range }) => range.start.line + 1 === failedLine,
  );
  return { failedAt: { file: found.path, line: failedLine }, failedStep: instruction?.keyword ?? null };
}
