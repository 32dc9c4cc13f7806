import { basename, resolve } from '../../../core/src/path.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import { pathBelow } from '../diagnosis/covering-mount.ts';
import { routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

interface Write {
  readonly run: Instruction;
  readonly stage: Stage;
  readonly volume: string;
  readonly volumeLine: number | null;
  readonly path: string;
}

/**
 * Records a RUN that puts the file below a volume that was declared before: the legacy builder runs it in a container with that volume
 * mounted, and takes nothing of what is in it. BuildKit keeps it. See https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes
 */
export async function gatherDiscardedWrite(gatherer: Gatherer, { file, containerPath }: Look): Promise<void> {
  const { build, history, engine, candidate, ask, evidence } = gatherer;
  const isLegacy = history.some(({ CreatedBy }) => CreatedBy.includes('#(nop)'));
  if (!isLegacy || file.isDeleted || containerPath === null || 'problem' in build) return;
  try {
    for (const { run, stage, volume, volumeLine, path } of writesOf(gatherer, build, containerPath)) {
      const seen = await seeFile(engine, candidate.id, path, ask);
      if (seen.kind === 'directory' || hasContentOf(seen, file)) continue;
      evidence.discardedWrite = known(
        { run: stepOf(build, { instruction: run, stage, containerPath: path }), volume, volumeLine, seen },
        build.found.path,
      );
      return;
    }
  } catch (error) {
    evidence.discardedWrite = missing(failureText(error));
  }
}

/** The places below declared volumes to which a RUN that names the file, or its folder, may bring it. */
function writesOf({ tagged, own }: Gatherer, build: PlannedBuild, containerPath: string): readonly Write[] {
  const { builtStage, workingFolder } = routesFor(build, build.contextFolder);
  if (!builtStage) return [];
  const name = basename(containerPath);
  const volumes = new Map<string, number | null>();
  const written = builtStage.instructions.filter(({ keyword }) => keyword === 'VOLUME');
  const stated = new Set(written.flatMap(({ words }) => words.map(({ value }) => resolve(workingFolder, value))));
  for (const volume of Object.keys((tagged ?? own)?.Config.Volumes ?? {}))
    if (!stated.has(volume)) volumes.set(volume, null);
  const writes: Write[] = [];
  for (const instruction of builtStage.instructions) {
    if (instruction.keyword === 'VOLUME')
      for (const { value } of instruction.words)
        volumes.set(resolve(workingFolder, value), instruction.range.start.line + 1);
    if (instruction.keyword !== 'RUN') continue;
    const words = instruction.text.split(/[\s;&|()<>"',[\]]+/);
    const takesFile = words.some(
      (word) => word !== '' && pathBelow(resolve(workingFolder, word), containerPath) !== null && word !== '/',
    );
    if (!takesFile) continue;
    for (const word of words.filter((each) => each.startsWith('/')))
      for (const [volume, volumeLine] of volumes) {
        const target = resolve('/', word);
        if (pathBelow(volume, target) === null || pathBelow(target, containerPath) !== null) continue;
        const path = basename(target) === name ? target : `${target}/${name}`;
        writes.push({ run: instruction, stage: builtStage, volume, volumeLine, path });
      }
  }
  return writes;
}
