import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { stageForCopy, stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { PlannedBuild } from './plan-build.ts';

/** The image that a Dockerfile begins with. */
export interface NamedBase {
  readonly image: string;
  /** The line of the FROM, from 1. */
  readonly line: number;
  /** So many layers at most are added to it by the stages. */
  readonly mostLayers: number;
}

const makeLayers = ['ADD', 'COPY', 'RUN', 'WORKDIR'];

/**
 * Returns the image that the built stage begins with, through the stages it is built on; null for `scratch`, and where a variable of
 * its name has no known value.
 */
export function baseOf({ found, target, buildArguments, namedImages }: PlannedBuild): NamedBase | null {
  const { dockerfile } = found;
  let mostLayers = 0;
  for (let stage = findTarget(dockerfile, target); stage;) {
    const { value, isKnown } = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments));
    mostLayers += stage.instructions.filter(({ keyword }) => makeLayers.includes(keyword)).length;
    const parent = stageNamed(dockerfile, value, stage.index);
    if (!parent) {
      const isImage = isKnown && value !== '' && value !== 'scratch';
      return isImage ? { image: namedImages[value] ?? value, line: stage.from.range.start.line + 1, mostLayers } : null;
    }
    stage = parent;
  }
  return null;
}

/** Returns the name of the image that the built stage begins with; null as in `baseOf`. */
export const baseImageOf = (build: PlannedBuild): string | null => baseOf(build)?.image ?? null;

/** An image that a Dockerfile names, and the word it stands there by: a named context may have another name. */
export interface NamedImage {
  readonly image: string;
  readonly word: string;
}

/** Returns the images that the built stages begin with or copy from, and that are no stages. */
export function imagesNamed({ found, target, buildArguments, namedImages }: PlannedBuild): readonly NamedImage[] {
  const { dockerfile } = found;
  const built = findTarget(dockerfile, target);
  if (!built) return [];
  const words = [...stagesReached(dockerfile, built, buildArguments)].flatMap((stage) => {
    const wordOf = (raw: string, instruction: Instruction): string =>
      expand(raw, scopeAt(dockerfile, stage, instruction, buildArguments)).value;
    const base = wordOf(stage.base, stage.from);
    const sources = stage.instructions.flatMap((instruction) => {
      const from = instruction.flags.find(({ name }) => name === 'from')?.value;
      return from === undefined || from === null ? [] : [wordOf(from, instruction)];
    });
    return [
      ...(stageNamed(dockerfile, base, stage.index) ? [] : [base]),
      ...sources.filter((word) => !stageForCopy(dockerfile, word, stage.index)),
    ];
  });
  return [...new Set(words)]
    .filter((word) => word !== 'scratch')
    .map((word) => ({ word, image: namedImages[word] ?? word }));
}
