import { join } from 'node:path';
import { lineageOf, workingFolderAt } from '../../../core/src/dockerfile/carried-paths.ts';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { runMounts, type RunMount } from '../../../core/src/dockerfile/run-mounts.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { Shell, ShellCommand } from '../../../core/src/shell/shell.ts';
import { writtenPaths, type WrittenPath } from '../../../core/src/shell/written-paths.ts';
import type { Disk } from './disk.ts';
import type { PlannedBuild } from './plan-build.ts';

/** A RUN of a stage that the image is made from, and what it writes as far as its words tell. */
export interface RunStep {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly mounts: readonly RunMount[];
  /** The names of the programs it calls, those of its scripts among them. */
  readonly programs: readonly string[];
  /** The script as a shell gets it, with the scripts that it calls; it may hold secrets and is never shown. */
  readonly script: string;
  /** Its commands, those of the scripts that it calls among them. */
  readonly commands: readonly ShellCommand[];
  readonly writes: readonly WrittenPath[];
  readonly folder: string;
}

/** A script of the context that is longer is not read: nobody compiles with it by hand. */
const scriptLimit = 64 * 1024;

/** Returns the RUN steps of all stages that the built one is made from, in the order of the Dockerfile. */
export async function runSteps(disk: Disk, build: PlannedBuild, shell: Shell): Promise<readonly RunStep[]> {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  if (!built) return [];
  const reached = stagesReached(dockerfile, built, build.buildArguments);
  const steps = dockerfile.stages
    .filter((stage) => reached.has(stage))
    .flatMap((stage) => stage.instructions.map((instruction) => ({ stage, instruction })))
    .filter(({ instruction }) => instruction.keyword === 'RUN');
  return Promise.all(steps.map(({ stage, instruction }) => readStep(disk, build, shell, stage, instruction)));
}

async function readStep(
  disk: Disk,
  build: PlannedBuild,
  shell: Shell,
  stage: Stage,
  instruction: Instruction,
): Promise<RunStep> {
  const folder = workingFolderAt(build.found.dockerfile, stage, instruction, build);
  const script = withVariables(scriptOf(instruction), build, stage, instruction);
  const commands = shell.commandsOf(script);
  const called = await calledScripts(disk, build, stage, folder, commands);
  const all = [script, ...called].map((text) => shell.commandsOf(text));
  return {
    instruction,
    stage,
    folder,
    mounts: runMounts(instruction),
    programs: all.flat().map(({ name }) => name),
    commands: all.flat(),
    script: [script, ...called].join('\n'),
    writes: all.flatMap((each) => writtenPaths(each, folder)),
  };
}

/** The text that a shell gets; of the exec form its words, or the script behind `sh -c`. */
function scriptOf({ isExecForm, words, text, flags, heredocs }: Instruction): string {
  const values = words.map(({ value }) => value);
  if (isExecForm) {
    const option = values.findIndex((word, index) => index > 0 && /^-\w*c$/.test(word));
    if (option > 0 && /(^|\/)\w*sh$/.test(values[0] ?? '')) return values[option + 1] ?? '';
    return values.map((value) => `'${value.replaceAll("'", `'\\''`)}'`).join(' ');
  }
  const command = flags.reduce((rest) => rest.replace(/^--\S+\s+/, ''), text.replace(/^\s*RUN\s+/i, ''));
  if (heredocs.length === 0) return command;
  const bodies = heredocs.map(({ content }) => content);
  return command.trimStart().startsWith('<<')
    ? bodies.join('\n')
    : [command.replace(/<<-?\S+/g, ''), ...bodies].join('\n');
}

/** The shell of a RUN sees ARG and ENV; what the Dockerfile does not decide stays as it is written. */
function withVariables(script: string, build: PlannedBuild, stage: Stage, instruction: Instruction): string {
  const scope = scopeAt(build.found.dockerfile, stage, instruction, build.buildArguments);
  return script.replace(/\$\{(\w+)\}|\$(\w+)/g, (written, braced: string | undefined, bare: string | undefined) => {
    const { value, isSet, isKnown } = scope.variable(braced ?? bare ?? '');
    return isSet && isKnown ? value : written;
  });
}

/** The scripts of the workspace that a RUN calls: `./build.sh`, `sh tools/build.sh`, or a program that a COPY put on the PATH. */
async function calledScripts(
  disk: Disk,
  build: PlannedBuild,
  stage: Stage,
  folder: string,
  commands: readonly ShellCommand[],
): Promise<readonly string[]> {
  const found = commands.map(async ({ name, words }) => {
    const values = words.map(({ value }) => value);
    const isShell = /^(ba|da|a|z)?sh$/.test(name);
    const at = isShell ? values.findIndex((word, index) => index > 0 && !word.startsWith('-')) : 0;
    const called = values[at];
    if (called === undefined || (isShell && values.slice(1, at).some((word) => /^-\w*c$/.test(word)))) {
      return isShell ? (values[at] ?? '') : '';
    }
    const path = called.includes('/') || isShell ? resolvePosix(folder, called) : null;
    const text = await scriptInContext(disk, build, stage, path, called);
    return text === null ? '' : withParameters(text, values.slice(at + 1));
  });
  return (await Promise.all(found)).filter((text) => text !== '');
}

/** A script is found through the COPY that brings it: its source in the context, and what is left of the path below its destination. */
async function scriptInContext(
  disk: Disk,
  build: PlannedBuild,
  stage: Stage,
  path: string | null,
  called: string,
): Promise<string | null> {
  const { dockerfile } = build.found;
  const copies = lineageOf(dockerfile, stage, build.buildArguments)
    .flatMap((one) => one.instructions.map((instruction) => ({ one, instruction })))
    .filter(({ instruction: { keyword, flags } }) => keyword === 'COPY' && !flags.some(({ name }) => name === 'from'));
  for (const { one, instruction } of copies) {
    const scope = scopeAt(dockerfile, one, instruction, build.buildArguments);
    const words = instruction.words.map((word) => expand(word, scope).value);
    const folder = workingFolderAt(dockerfile, one, instruction, build);
    const target = resolvePosix(folder, words.at(-1) ?? '');
    for (const source of words.slice(0, -1)) {
      const inContext = sourceFor(source, words.at(-1) ?? '', target, path, called);
      const text = inContext === null ? null : await disk.readText(join(build.contextFolder, inContext));
      if (text !== null && text.length <= scriptLimit && !text.includes('\0')) return text;
    }
  }
  return null;
}

function sourceFor(
  source: string,
  destination: string,
  target: string,
  path: string | null,
  called: string,
): string | null {
  const name = source.slice(source.lastIndexOf('/') + 1);
  if (path === null) {
    // A program on the PATH: the file that is copied under its name.
    const copiedAs = destination.endsWith('/') ? name : target.slice(target.lastIndexOf('/') + 1);
    return copiedAs === called ? source : null;
  }
  if (path === target || path === resolvePosix(target, name)) return source;
  if (!path.startsWith(target === '/' ? '/' : `${target}/`)) return null;
  return join(source, path.slice(target === '/' ? 1 : target.length + 1));
}

const withParameters = (script: string, parameters: readonly string[]): string =>
  script.replace(/\$\{?([1-9])\}?/g, (written, digit: string) => parameters[Number(digit) - 1] ?? written);
