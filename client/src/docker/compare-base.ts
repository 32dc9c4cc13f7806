import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import type { InstructionSeen } from '../diagnosis/evidence/instructions.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { answerTo, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  noBase: 'The base image {base} is not on this engine, so that it cannot be compared',
});

/** Returns whether an image is built on the one that FROM names now: then that one's layers are its first ones. `doubts` says why it cannot be told. */
export async function compareBase(
  { engine, ask }: Gatherer,
  { found, buildArguments }: PlannedBuild,
  built: Stage,
  image: ImageJson,
): Promise<{ readonly seen: InstructionSeen | null; readonly doubts: readonly Text[] }> {
  const [lowest = built] = chainOf(found.dockerfile, built, buildArguments);
  const { value: base } = expand(lowest.base, scopeAt(found.dockerfile, lowest, lowest.from, buildArguments));
  if (base === 'scratch' || base === '') return { seen: null, doubts: [] };
  const answer = await answerTo(engine.image(base, {}, ask), messages('noBase', { base }));
  const layers = answer.value?.RootFS.Layers ?? [];
  if (layers.length === 0) return { seen: null, doubts: [messages('noBase', { base })] };
  const isBuiltOn = layers.every((layer, index) => image.RootFS.Layers?.[index] === layer);
  const at = { file: found.path, line: lowest.from.range.start.line + 1 };
  const where = { inTaggedImage: isBuiltOn, inContainerImage: null, overridden: null } as const;
  return { seen: { shown: `FROM ${base}`, kind: 'other', at, ...where }, doubts: [] };
}
