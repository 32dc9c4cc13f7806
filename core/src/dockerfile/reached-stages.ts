import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stageForCopy, stageNamed } from './stages.ts';
import { expand, scopeAt, type BuildArguments } from './variables.ts';

/** Returns the stages a stage is made from: those it begins with, copies from, and mounts from; itself among them. */
export function stagesReached(
  dockerfile: Dockerfile,
  from: Stage,
  buildArguments?: BuildArguments,
): ReadonlySet<Stage> {
  const reached = new Set<Stage>([from]);
  for (const stage of reached) {
    const base = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments)).value;
    const used = stage.instructions.flatMap((instruction) =>
      sourcesNamed(instruction).map((name) => {
        const { value } = expand(name, scopeAt(dockerfile, stage, instruction, buildArguments));
        return stageForCopy(dockerfile, value, stage.index);
      }),
    );
    for (const other of [stageNamed(dockerfile, base, stage.index), ...used]) if (other) reached.add(other);
  }
  return reached;
}

/** The stages or images that an instruction names in `--from` and in the `from` of its mounts. */
const sourcesNamed = ({ flags }: Instruction): readonly string[] =>
  flags.flatMap(({ name, value }) => {
    if (value === null) return [];
    if (name === 'from') return [value];
    if (name !== 'mount') return [];
    return value.split(',').flatMap((part) => (part.startsWith('from=') ? [part.slice('from='.length)] : []));
  });
