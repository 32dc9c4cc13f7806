import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { PlannedBuild } from './plan-build.ts';

/**
 * Returns the image that the built stage begins with, through the stages it is built on; null for `scratch`, and where a variable of
 * its name has no known value.
 */
export function baseImageOf({ found, target, buildArguments }: PlannedBuild): string | null {
  const { dockerfile } = found;
  for (let stage = findTarget(dockerfile, target); stage;) {
    const { value, isKnown } = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments));
    const parent = stageNamed(dockerfile, value, stage.index);
    if (!parent) return !isKnown || value === '' || value === 'scratch' ? null : value;
    stage = parent;
  }
  return null;
}
