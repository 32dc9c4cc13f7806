import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { commandsOfRun, type PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';
import type { Dockerfile, Instruction } from '../../../core/src/dockerfile/model.ts';
import type { Shell } from '../../../core/src/shell/shell.ts';
import type { BuildContext } from './build-context.ts';
import type { DockerfileSubject } from './define-rule.ts';

/** Returns a Dockerfile as rules see it. The commands of each RUN are read once. */
export function dockerfileSubject(
  source: string | Dockerfile,
  shell: Shell,
  context: BuildContext | null,
): DockerfileSubject {
  const dockerfile = typeof source === 'string' ? parseDockerfile(source) : source;
  const read = new Map<Instruction, readonly PlacedCommand[]>();
  return {
    dockerfile,
    context,
    commandsOf: (instruction) => {
      const commands = read.get(instruction) ?? commandsOfRun(dockerfile, instruction, shell);
      read.set(instruction, commands);
      return commands;
    },
  };
}
