import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
import type { Dockerfile, Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { isInside } from '../../../core/src/path.ts';
import type { DockerfileSubject } from '../lint/define-rule.ts';
import { bringsSource, contextCopyOf, resolveIn, type ContextCopy } from './context-copy.ts';
import { installIn } from './find-install.ts';
import type { Install } from './install.ts';
import { isSelfContained } from './other-languages.ts';
import { projectAt } from './project.ts';

/** One instruction of a stage or of the stages it is built on, with the working folder in which it stands. */
export interface Step {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly workingFolder: string;
}

/** An install that runs after source was copied. `copies` are all copies from the context before it, `sources` those of source. */
export interface LateInstall {
  readonly install: Install;
  readonly run: Step;
  /** The folder in which the install works, as an absolute path. */
  readonly folder: string;
  readonly copies: readonly ContextCopy[];
  readonly sources: readonly [ContextCopy, ...ContextCopy[]];
}

/** Returns the installs of a stage that every edit of the source makes run again, each kind once. */
export function lateInstallsIn(file: DockerfileSubject, stage: Stage): LateInstall[] {
  const late: LateInstall[] = [];
  const copies: ContextCopy[] = [];
  const installed = new Set<string>();
  for (const step of stepsOf(file.dockerfile, stage)) {
    const copy = contextCopyOf(file.dockerfile, step.stage, step.instruction, step.workingFolder);
    if (copy) copies.push(copy);
    for (const { install, folder } of installsAt(file, step)) {
      const key = `${install.ecosystem} ${folder}`;
      if (installed.has(key)) continue;
      installed.add(key);
      const [first, ...rest] = copies.filter(
        (one) => reaches(one, folder) && bringsSource(one, file.context?.files ?? null),
      );
      if (!first || step.stage !== stage || isSpared(file, install, step.instruction)) continue;
      late.push({ install, run: step, folder, copies: [...copies], sources: [first, ...rest] });
    }
  }
  return late;
}

/** Returns the installs of a RUN with the folders they work in; `cd` before them counts. */
export function installsAt(file: DockerfileSubject, step: Step): { install: Install; folder: string }[] {
  const found: { install: Install; folder: string }[] = [];
  let { workingFolder } = step;
  for (const command of file.commandsOf(step.instruction)) {
    const [, target] = command.words;
    if (command.name === 'cd' && target) workingFolder = resolveIn(workingFolder, target.value);
    const install = installIn(command);
    if (install) found.push({ install, folder: resolveIn(workingFolder, install.folder ?? '.') });
  }
  return found;
}

/** Stands for the working folder of the base image, which a Dockerfile does not tell. */
const imageFolder = '/$WORKDIR';

/** Returns the instructions of a stage, those of the stages it is built on first. */
export function stepsOf(dockerfile: Dockerfile, stage: Stage): Step[] {
  const steps: Step[] = [];
  let workingFolder = imageFolder;
  for (const current of lineageOf(dockerfile, stage)) {
    for (const instruction of current.instructions) {
      steps.push({ stage: current, instruction, workingFolder });
      const [path] = instruction.words;
      if (instruction.keyword !== 'WORKDIR' || !path) continue;
      const { value, isKnown } = expand(path, scopeAt(dockerfile, current, instruction));
      workingFolder = resolveIn(workingFolder, isKnown ? value : path.value);
    }
  }
  return steps;
}

function lineageOf(dockerfile: Dockerfile, stage: Stage): Stage[] {
  const lineage: Stage[] = [];
  for (let current: Stage | null = stage; current;) {
    lineage.push(current);
    const base: string = expand(current.base, scopeAt(dockerfile, current, current.from)).value;
    current = stageNamed(dockerfile, base, current.index);
  }
  return lineage.reverse();
}

/** A copy that writes outside the project's folder holds other things than its source. */
const reaches = ({ destination }: ContextCopy, folder: string): boolean =>
  isInside(destination, folder) || isInside(folder, destination);

/** Some installs do not read what COPY brought, or fetch nothing again. */
function isSpared(file: DockerfileSubject, install: Install, run: Instruction): boolean {
  const mounts = run.flags.flatMap(({ name, value }) => (name === 'mount' ? [value ?? ''] : []));
  const hasManifests = mounts.some((mount) => !/(^|,)from=/.test(mount) && /(^|,)type=bind(,|$)/.test(mount));
  const hasCache = mounts.some((mount) => /(^|,)type=cache(,|$)/.test(mount));
  return (
    hasManifests || (hasCache && install.isCheapWithCache) || isSelfContained(install, projectAt(file.context, ''))
  );
}
