import { join } from 'node:path';
import { decide } from '../../../core/src/dockerignore/dockerignore.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { ContextEvidence } from '../diagnosis/evidence/context.ts';
import type { CopyStep } from '../diagnosis/evidence.ts';
import { imagesNamed } from '../workspace/base-image.ts';
import { pathInside, walk } from '../workspace/disk.ts';
import { isInReach, routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { recordOfImage } from './compare-base.ts';
import { known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

export const messages = defineMessages({
  namedContext:
    'The build had a named context {name} beside the main one, and nothing tells its folder: the file may be in it',
});

/** So many files of a context are looked for in the container, to tell that it was built from that context. */
const sampleSize = 3;

/** So many files of the context are looked at to find them. */
const maximumChoice = 100;

/** Records what a file that the container lacks has to do with the build context; nothing is asked where the file is there. */
export async function gatherContext(gatherer: Gatherer, { file, isThere }: Look): Promise<void> {
  const { build, evidence } = gatherer;
  if (isThere || 'problem' in build) return;
  const reaches = isInReach(build, file.path);
  const named = reaches ? null : await contextGivenByHand(gatherer, build);
  if (named !== null) return void (evidence.buildContext = missing(messages('namedContext', { name: named })));
  const value: ContextEvidence['buildContext'] = {
    reaches,
    knownBy: build.isContextStated || reaches ? 'statement' : await knownByContent(gatherer, build),
    climbing: reaches ? null : climbingTo(build, file.path),
  };
  evidence.buildContext = known(value, build.contextAt?.file ?? build.found.path);
}

/**
 * A context that `docker build --build-context` was given and that the Dockerfile names; null for none. The record of the build has its name,
 * and nothing has its folder: the file may be in it.
 */
async function contextGivenByHand(gatherer: Gatherer, build: PlannedBuild): Promise<string | null> {
  const image = gatherer.own ?? gatherer.tagged;
  const named = imagesNamed(build);
  if (gatherer.service || !image || named.length === 0) return null;
  const record = await recordOfImage(gatherer, build, image);
  return record?.namedContexts.find((name) => named.some(({ word }) => word === name)) ?? null;
}

/** Files of a context are in the container, with their content, where the Dockerfile puts them. */
async function knownByContent(
  { disk, engine, candidate, ask }: Gatherer,
  build: PlannedBuild,
): Promise<'content' | 'conclusion'> {
  const rules = build.ignoreFile?.rules ?? [];
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
