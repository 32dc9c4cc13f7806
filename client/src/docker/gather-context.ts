import { join } from 'node:path';
import { decide, parseDockerignore } from '../../../core/src/dockerignore/dockerignore.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { ContextEvidence } from '../diagnosis/evidence/context.ts';
import type { CopyStep } from '../diagnosis/evidence.ts';
import { pathInside, walk } from '../workspace/disk.ts';
import { isInReach, routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { known, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** So many files of a context are looked for in the container, to tell that it was built from that context. */
const sampleSize = 3;

/** So many files of the context are looked at to find them. */
const maximumChoice = 100;

/** Records what a file that the container lacks has to do with the build context; nothing is asked where the file is there. */
export async function gatherContext(gatherer: Gatherer, { file, isThere }: Look): Promise<void> {
  const { build, evidence } = gatherer;
  if (isThere || 'problem' in build) return;
  const reaches = isInReach(build, file.path);
  const value: ContextEvidence['buildContext'] = {
    reaches,
    knownBy: build.isContextStated || reaches ? 'statement' : await knownByContent(gatherer, build),
    climbing: reaches ? null : climbingTo(build, file.path),
  };
  evidence.buildContext = known(value, build.contextAt?.file ?? build.found.path);
}

/** Files of a context are in the container, with their content, where the Dockerfile puts them. */
async function knownByContent(
  { disk, engine, candidate, ask }: Gatherer,
  build: PlannedBuild,
): Promise<'content' | 'conclusion'> {
  const rules = build.ignoreFile ? parseDockerignore(build.ignoreFile.text) : [];
  const isSkipped = (path: string): boolean => decide(rules, path).excluded || /(^|\/)(\.git|node_modules)$/.test(path);
  const { files } = await walk(disk, build.contextFolder, isSkipped, maximumChoice);
  const placed = files.flatMap((name) => {
    const path = join(build.contextFolder, name);
    const route = path === build.found.path ? undefined : routesFor(build, path).final.at(-1);
    return route ? [{ path, containerPath: route.containerPath }] : [];
  });
  for (const { path, containerPath } of placed.slice(0, sampleSize)) {
    const seen = await seeFile(engine, candidate.id, containerPath, ask).catch(() => null);
    if (seen?.kind === 'file' && seen.size > 0 && seen.sha256 === (await disk.sha256(path).catch(() => null)))
      return 'content';
  }
  return 'conclusion';
}

/** A COPY or ADD that names the file, or a folder above it, by a way out of the context, which the builder does not go. */
function climbingTo(build: PlannedBuild, path: string): CopyStep | null {
  const { dockerfile } = build.found;
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      const scope = scopeAt(dockerfile, stage, instruction, build.buildArguments);
      const climbs = instruction.words
        .slice(0, -1)
        .map((word) => expand(instruction.isExecForm ? word.value : word, scope).value)
        .some(
          (source) => /(^|\/)\.\.(\/|$)/.test(source) && pathInside(join(build.contextFolder, source), path) !== null,
        );
      if (climbs) return stepOf(build, { instruction, stage });
    }
  }
  return null;
}
