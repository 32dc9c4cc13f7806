import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { runMounts } from '../../../core/src/dockerfile/run-mounts.ts';
import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { withTriggers } from '../../../core/src/dockerfile/triggers.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { matchDockerfile } from '../workspace/find-dockerfile.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { answerTo, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  noBase: 'The base image {image} is not on the engine',
});

/** So many base images are asked. */
const mostBases = 3;

/**
 * Returns a build with what its base images have it do by ONBUILD. They are asked only where the Dockerfile itself takes nothing from its
 * context: that is how Dockerfiles on such an image look.
 */
export async function withBaseTriggers(
  { engine, ask }: Pick<Gatherer, 'engine'> & { readonly ask?: Gatherer['ask'] | undefined },
  build: Gatherer['build'],
  history: readonly HistoryJson[],
): Promise<Gatherer['build']> {
  if ('problem' in build) return build;
  const reached = reachedStages(build);
  if (reached.some(takesFromContext)) return build;
  const bases = reached.flatMap((stage) => basedOn(build, stage)).slice(0, mostBases);
  const triggers = new Map<Stage, readonly string[]>();
  for (const { stage, image } of bases) {
    const { value } = await answerTo(engine.image(image, {}, ask), messages('noBase', { image }));
    triggers.set(stage, value?.Config.OnBuild ?? []);
  }
  if ([...triggers.values()].every((lines) => lines.length === 0)) return build;
  const { path, dockerfile, target } = build.found;
  const found = matchDockerfile(path, withTriggers(dockerfile, triggers), history, target, build.buildArguments);
  return { ...build, found, isProven: build.isProven || found.match.isWhole };
}

function reachedStages({ found, target, buildArguments }: PlannedBuild): readonly Stage[] {
  const built = findTarget(found.dockerfile, target);
  return built ? [...stagesReached(found.dockerfile, built, buildArguments)] : [];
}

const takesFromContext = ({ instructions }: Stage): boolean =>
  instructions.some((instruction) =>
    instruction.keyword === 'RUN'
      ? runMounts(instruction).some(({ type, from }) => type === 'bind' && from === null)
      : ['COPY', 'ADD'].includes(instruction.keyword) && !instruction.flags.some(({ name }) => name === 'from'),
  );

/** The image that a stage begins with; none for a stage on another one, and where its name depends on something unknown. */
function basedOn(
  { found, buildArguments, namedImages }: PlannedBuild,
  stage: Stage,
): readonly { readonly stage: Stage; readonly image: string }[] {
  const { value, isKnown } = expand(stage.base, scopeAt(found.dockerfile, stage, stage.from, buildArguments));
  const isImage = isKnown && value !== '' && value !== 'scratch' && !stageNamed(found.dockerfile, value, stage.index);
  return isImage ? [{ stage, image: namedImages[value] ?? value }] : [];
}
