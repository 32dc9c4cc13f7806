import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
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
export function baseOf({ found, target, buildArguments }: PlannedBuild): NamedBase | null {
  const { dockerfile } = found;
  let mostLayers = 0;
  for (let stage = findTarget(dockerfile, target); stage;) {
    const { value, isKnown } = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments));
    mostLayers += stage.instructions.filter(({ keyword }) => makeLayers.includes(keyword)).length;
    const parent = stageNamed(dockerfile, value, stage.index);
    if (!parent) {
      const isImage = isKnown && value !== '' && value !== 'scratch';
      return isImage ? { image: value, line: stage.from.range.start.line + 1, mostLayers } : null;
    }
    stage = parent;
  }
  return null;
}

/** Returns the name of the image that the built stage begins with; null as in `baseOf`. */
export const baseImageOf = (build: PlannedBuild): string | null => baseOf(build)?.image ?? null;
