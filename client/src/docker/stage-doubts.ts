import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { HistoryJson, ImageJson } from '../diagnosis/engine-json.ts';
import { isOfLegacyBuilder } from '../diagnosis/match-history.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import type { Gatherer } from './gatherer.ts';
import { changedMsOf } from './lacks-change.ts';
import { notedBuilds } from './noted-builds.ts';

export const messages = defineMessages({
  otherStages: 'What is done in stage {names} leaves no trace in the image',
});

/** An image that is compared with the stage of a Dockerfile which it is built from. */
export interface ComparedImage {
  readonly build: PlannedBuild;
  readonly built: Stage;
  readonly image: ImageJson;
  readonly history: readonly HistoryJson[];
  /** Whether it is the image that the container was created from; what another one had is not told by it. */
  readonly isSame: boolean;
}

/**
 * Returns what a history cannot tell: the steps of other stages are in none, so that only a build since the Dockerfile was changed shows
 * that the image has them.
 */
export async function stageDoubts(gatherer: Gatherer, compared: ComparedImage): Promise<readonly Text[]> {
  const { found, buildArguments } = compared.build;
  const chain = new Set(chainOf(found.dockerfile, compared.built, buildArguments));
  const reached = stagesReached(found.dockerfile, compared.built, buildArguments);
  const others = [...reached].filter((stage) => !chain.has(stage));
  if (others.length === 0 || (compared.isSame && (await wasMadeSinceChange(gatherer, compared)))) return [];
  return [messages('otherStages', { names: others.map(({ name, index }) => name ?? String(index)).join(', ') })];
}

/**
 * Whether the image was built since the Dockerfile last changed. Where all steps came from the cache only the time of the tag tells, and
 * `docker tag` sets that too: a build has to be noted as well, which the legacy builder never does.
 */
async function wasMadeSinceChange(gatherer: Gatherer, { build, image, history }: ComparedImage): Promise<boolean> {
  const changedMs = await changedMsOf(gatherer, build.found.path);
  if (changedMs === null) return false;
  if (Date.parse(image.Created) > changedMs) return true;
  if (!(Date.parse(image.Metadata?.LastTagTime ?? '') > changedMs)) return false;
  return isOfLegacyBuilder(history) || (await notedBuilds(gatherer, changedMs, 1)).length > 0;
}
