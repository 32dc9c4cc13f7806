import { basename } from '../path.ts';
import { destinationOf, resolvePosix, restUnder } from './copy-paths.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stageForCopy, stageNamed } from './stages.ts';
import { expand, scopeAt, type BuildArguments } from './variables.ts';

/** Where a path of a stage ends in the built stage, and the instruction that took it there; null where the stage itself goes on. */
export interface CarriedPath {
  readonly containerPath: string;
  readonly by: { readonly instruction: Instruction; readonly stage: Stage } | null;
  /**
   * Where its contents are if the path is a folder: a COPY takes a file into a folder, and of a folder what is in it, and its words do not tell
   * which it is. Null where that is the same place.
   */
  readonly contentsPath: string | null;
}

/** The build that stages are followed through. */
export interface CarryQuestion {
  readonly built: Stage;
  readonly buildArguments?: BuildArguments;
  /** The working folder of the finished image, for stages that write no WORKDIR. */
  readonly imageWorkingFolder: string;
}

/**
 * Returns where a file or folder of a stage is found in the built stage: at the same path where the built stage begins with it, else
 * where a COPY --from takes it, a folder around it, or a part of it. Empty when nothing of it arrives.
 */
export function carriedPaths(
  dockerfile: Dockerfile,
  stage: Stage,
  path: string,
  question: CarryQuestion,
): readonly CarriedPath[] {
  return carry(dockerfile, stage, path, question, { by: null, contentsPath: null });
}

function carry(
  dockerfile: Dockerfile,
  stage: Stage,
  path: string,
  question: CarryQuestion,
  arrival: Omit<CarriedPath, 'containerPath'>,
): readonly CarriedPath[] {
  if (lineageOf(dockerfile, question.built, question.buildArguments).includes(stage))
    return [{ containerPath: path, ...arrival }];
  const later = dockerfile.stages.filter(({ index }) => index > stage.index);
  return later.flatMap((other) =>
    takenBy(dockerfile, other, stage, path, question).flatMap(({ instruction, containerPath, contentsPath }) =>
      carry(dockerfile, other, containerPath, question, { by: { instruction, stage: other }, contentsPath }),
    ),
  );
}

/** Where the COPY --from instructions of a stage put a path of another stage. */
function takenBy(
  dockerfile: Dockerfile,
  stage: Stage,
  from: Stage,
  path: string,
  question: CarryQuestion,
): readonly (Omit<CarriedPath, 'by'> & { readonly instruction: Instruction })[] {
  return stage.instructions.flatMap((instruction) => {
    if (instruction.keyword !== 'COPY' || sourceStage(dockerfile, stage, instruction, question.buildArguments) !== from)
      return [];
    const scope = scopeAt(dockerfile, stage, instruction, question.buildArguments);
    const words = instruction.words.map((word) => expand(word, scope).value);
    const destination = words.at(-1) ?? '';
    const folder = workingFolderAt(dockerfile, stage, instruction, question);
    const target = resolvePosix(folder, destination);
    return words.slice(0, -1).flatMap((source) => {
      const rest = restUnder(source, path.slice(1), instruction);
      if (rest !== null) {
        const containerPath = destinationOf(destination, folder, rest, path, words.length > 2);
        return [{ instruction, containerPath, contentsPath: rest === '' && containerPath !== target ? target : null }];
      }
      // The path is a folder, and a part of it is taken.
      const part = resolvePosix('/', source);
      if (!part.startsWith(`${path.replace(/\/$/, '')}/`)) return [];
      const intoFolder = words.length > 2 || destination.endsWith('/');
      const isFile = basename(part).slice(1).includes('.');
      const containerPath = intoFolder && isFile ? resolvePosix(target, basename(part)) : target;
      return [{ instruction, containerPath, contentsPath: null }];
    });
  });
}

/** Returns the stage that a COPY --from names; null for a COPY from the context or from an image. */
export function sourceStage(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  buildArguments?: BuildArguments,
): Stage | null {
  const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? null;
  if (from === null) return null;
  return stageForCopy(
    dockerfile,
    expand(from, scopeAt(dockerfile, stage, instruction, buildArguments)).value,
    stage.index,
  );
}

/** Returns a stage and those it begins with, itself first. */
export function lineageOf(dockerfile: Dockerfile, stage: Stage, buildArguments?: BuildArguments): readonly Stage[] {
  const base = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments)).value;
  const parent = stageNamed(dockerfile, base, stage.index);
  return parent ? [stage, ...lineageOf(dockerfile, parent, buildArguments)] : [stage];
}

/** Returns the working folder in which an instruction of a stage is carried out. */
export function workingFolderAt(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  { buildArguments, imageWorkingFolder }: Pick<CarryQuestion, 'buildArguments' | 'imageWorkingFolder'>,
): string {
  const steps = lineageOf(dockerfile, stage, buildArguments)
    .toReversed()
    .flatMap((one) => one.instructions.map((each) => ({ one, each })));
  const at = steps.findIndex(({ each }) => each === instruction);
  const set = steps.slice(0, at < 0 ? undefined : at).filter(({ each }) => each.keyword === 'WORKDIR');
  const isWritten = steps.some(({ each }) => each.keyword === 'WORKDIR');
  return set.reduce(
    (folder, { one, each }) => {
      const [word] = each.words;
      return word ? resolvePosix(folder, expand(word, scopeAt(dockerfile, one, each, buildArguments)).value) : folder;
    },
    isWritten ? '/' : imageWorkingFolder,
  );
}
