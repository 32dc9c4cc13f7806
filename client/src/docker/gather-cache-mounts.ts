import type { BuildCacheJson } from '../diagnosis/engine-json.ts';
import type { Artefact } from '../diagnosis/evidence/artefacts.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { answerTo, known, missing, notAsked, type Gatherer } from './gatherer.ts';
import { defineMessages } from '../../../core/src/text.ts';

export const messages = defineMessages({
  none: 'The builder keeps no cache mount at {folder}',
});

/** Records the builder's cache mounts that a step used which made something of the file: only these need to be emptied. */
export async function gatherCacheMounts(
  { engine, ask, evidence }: Gatherer,
  candidates: readonly { readonly path: string; readonly run: RunStep }[],
  made: readonly Artefact[],
): Promise<void> {
  const [folder] = made.flatMap(({ cacheFolder }) => cacheFolder ?? []);
  if (folder === undefined) return;
  const run = candidates.find(({ path }) =>
    made.some((each) => each.path === path && each.cacheFolder === folder),
  )?.run;
  const answer = await answerTo(engine.buildCache(ask), messages('none', { folder }));
  if ('why' in answer) return void (evidence.cacheMounts = missing(answer.why));
  const found = mountsAt(answer.value, folder, run?.script ?? '', idOf(run));
  evidence.cacheMounts =
    found.length > 0 ? known(found, 'docker buildx du --verbose') : notAsked(messages('none', { folder }));
}

/** The name of the step’s only cache mount; with several it is not known which of them counts. */
function idOf(run: RunStep | undefined): string | null {
  const caches = run?.mounts.filter(({ type }) => type === 'cache') ?? [];
  return caches.length === 1 ? (caches[0]?.id ?? null) : null;
}

/**
 * Returns the IDs of the cache mounts at a folder. Several are told apart by the name that the step gives its own, which engines
 * from 23 on show, else by the command that used them first.
 */
export function mountsAt(
  records: readonly BuildCacheJson[],
  folder: string,
  script: string,
  id: string | null,
): readonly string[] {
  const start = `cached mount ${folder} from exec `;
  const there = records.filter(({ Type, Description }) => Type === 'exec.cachemount' && Description.startsWith(start));
  const words = (text: string): string => text.replace(/\\?\s+/g, ' ').trim();
  const own = there.filter(({ Description }) => words(Description).includes(words(script)));
  const named = own.filter(({ Description }) => id !== null && Description.includes(` with id "/${id}"`));
  return [named, own, there].find((each) => each.length > 0)?.map(({ ID }) => ID) ?? [];
}
