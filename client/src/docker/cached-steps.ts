import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import type { BuildCacheJson } from '../diagnosis/engine-json.ts';
import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { EngineFailure } from './engine.ts';
import type { Gatherer } from './gatherer.ts';

/** What the build cache of an engine that keeps no records shows of a build. */
export type Reached =
  | 'new-end'
  /** Its last step, but all steps are older than the change, so the image that is there may be its result. */
  | 'cached-end'
  | 'not-the-end';

/** When a build ran, and when the file was changed; milliseconds since 1970. `nextMs` is when the next build began, null for the newest. */
export interface BuildTimes {
  readonly startedMs: number;
  readonly nextMs: number | null;
  readonly changedMs: number;
}

type Build = Pick<PlannedBuild, 'found' | 'target' | 'buildArguments'>;

/**
 * Returns how far a build got: the last step that a build passes is used then, and lies upon those before. Null where the cache does not
 * tell: the build was sent to another engine, or a later build used the same kinds of steps.
 */
export async function reachedIn(
  { engine, ask }: Pick<Gatherer, 'engine' | 'ask'>,
  build: Build,
  times: BuildTimes,
): Promise<Reached | null> {
  try {
    return reachedBy(await engine.buildCache(ask), build, times);
  } catch (error) {
    if (error instanceof EngineFailure && (error.reason === 'cancelled' || error.reason === 'unreachable')) throw error;
    return null;
  }
}

/** Returns what the cache's records say of a build; see `reachedIn`. */
function reachedBy(
  cache: readonly BuildCacheJson[],
  { found, target, buildArguments }: Build,
  { startedMs, nextMs, changedMs }: BuildTimes,
): Reached | null {
  const { dockerfile } = found;
  const built = findTarget(dockerfile, target);
  const steps = (built ? chainOf(dockerfile, built, buildArguments) : [])
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => stepKeywords.has(keyword));
  const isDuring = (time: string | null): boolean =>
    time !== null && Date.parse(time) >= startedMs && Date.parse(time) < (nextMs ?? Infinity);
  const since = cache.filter(({ LastUsedAt, CreatedAt }) => Date.parse(LastUsedAt ?? CreatedAt) >= startedMs);
  // Steps of COPY and WORKDIR alone look alike in all builds, and only their time tells whose they are. A RUN is known by its command.
  const isKnownByCommand = steps.some(({ keyword }) => keyword === 'RUN');
  const mine = isKnownByCommand
    ? since
    : since.filter(({ LastUsedAt, CreatedAt }) => isDuring(LastUsedAt) || isDuring(CreatedAt));
  if (steps.length === 0 || !since.some(({ Type }) => Type === 'source.local')) return null;
  const byId = new Map(cache.map((record) => [record.ID, record]));
  const chains = chainsOf(mine, steps, byId);
  if (chains.length === 0) return chainsOf(since, steps, byId).length === 0 ? 'not-the-end' : null;
  return chains.flat().some(({ CreatedAt }) => Date.parse(CreatedAt) > changedMs) ? 'new-end' : 'cached-end';
}

/** Only the last step has to be among the records that the build used: what a step from the cache lies upon is not taken up again. */
function chainsOf(
  records: readonly BuildCacheJson[],
  steps: readonly Instruction[],
  byId: ReadonlyMap<string, BuildCacheJson>,
) {
  return records.map((last) => chainUpTo(last, steps, byId)).filter((chain) => chain !== null);
}

const stepKeywords = new Set(['COPY', 'ADD', 'RUN', 'WORKDIR']);

/** The records of all steps, if the last one is `last` and each lies upon the one before. */
function chainUpTo(
  last: BuildCacheJson,
  steps: readonly Instruction[],
  byId: ReadonlyMap<string, BuildCacheJson>,
): readonly BuildCacheJson[] | null {
  const chain: BuildCacheJson[] = [];
  let record: BuildCacheJson | undefined = last;
  for (const step of [...steps].reverse()) {
    if (!record || !isOfStep(record, step)) return null;
    chain.push(record);
    record = byId.get(record.Parent ?? '');
  }
  return chain;
}

/** COPY, ADD and WORKDIR are file operations without a path; a RUN is named by its command. */
function isOfStep({ Description }: BuildCacheJson, { keyword, words, isExecForm, text, flags }: Instruction): boolean {
  if (keyword !== 'RUN') return Description.startsWith('fileop target');
  const body = text.replace(/^\s*RUN\s+/i, '');
  const command = isExecForm
    ? words.map(({ value }) => value).join(' ')
    : flags.reduce((rest) => rest.replace(/^--\S+\s+/, ''), body);
  return Description.startsWith('mount / from exec ') && squeeze(Description).endsWith(squeeze(command));
}

const squeeze = (line: string): string => line.replace(/\s+/g, ' ').trim();
