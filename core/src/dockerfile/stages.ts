import type { Dockerfile, Stage } from './model.ts';

/**
 * Returns the stage that `FROM name` or `COPY --from=name` of the stage with index `before` means: the last earlier stage of
 * that name, upper and lower case alike; null when the name is an image. Numbers mean a stage in COPY only.
 * https://docs.docker.com/build/building/multi-stage/
 */
export function stageNamed(dockerfile: Dockerfile, name: string, before: number): Stage | null {
  const wanted = name.toLowerCase();
  return dockerfile.stages.findLast(({ index, name: own }) => index < before && own?.toLowerCase() === wanted) ?? null;
}

/** Returns the stage that `--from` of a COPY or a mount in stage `before` means, by name or by number; null for an image. */
export function stageForCopy(dockerfile: Dockerfile, from: string, before: number): Stage | null {
  const byName = stageNamed(dockerfile, from, before);
  if (byName || !/^\d+$/.test(from)) return byName;
  return Number(from) < before ? (dockerfile.stages[Number(from)] ?? null) : null;
}
