import type { Dockerfile, Instruction, Stage } from './model.ts';
import { parseDockerfile } from './parse.ts';

/**
 * Returns a Dockerfile with the triggers of its base images, by stage: a build carries them out right after FROM, on whose line they stand here
 * (https://docs.docker.com/reference/dockerfile/#onbuild).
 */
export function withTriggers(dockerfile: Dockerfile, triggers: ReadonlyMap<Stage, readonly string[]>): Dockerfile {
  const stages = dockerfile.stages.map((stage): Stage => {
    const own = (triggers.get(stage) ?? []).flatMap((line) => triggered(line, stage));
    return own.length === 0 ? stage : { ...stage, instructions: [...own, ...stage.instructions] };
  });
  return { ...dockerfile, stages };
}

function triggered(line: string, { from }: Stage): readonly Instruction[] {
  const [stage] = parseDockerfile(`FROM scratch\n${line}\n`).stages;
  return (stage?.instructions ?? []).map((instruction) => ({
    ...instruction,
    range: from.range,
    keywordRange: from.keywordRange,
    text: instruction.keyword === 'RUN' ? instruction.text : `ONBUILD ${instruction.text}`,
  }));
}
