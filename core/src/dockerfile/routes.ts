import { basename } from '../path.ts';
import { defineMessages, type Text } from '../text.ts';
import { addMadeFolders, addWithParents, destinationOf, resolvePosix, restUnder } from './copy-paths.ts';
import type { Dockerfile, Instruction, Stage, Word } from './model.ts';
import { rememberedExpansions } from './remembered-expansions.ts';
import { stagesReached } from './reached-stages.ts';
import { placeInMount, runMounts } from './run-mounts.ts';
import { stageForCopy, stageNamed } from './stages.ts';
import { scopeWithImage } from './scope-with-image.ts';
import { expand, scopeAt, type BuildArguments, type Expansion } from './variables.ts';

export const messages = defineMessages({
  unknownVariable: 'Line {line} depends on a variable whose value is not known: {word}',
  archive: 'Line {line} may unpack an archive: {word}',
  overwritten: 'Line {line} writes {path} again from another source',
  noStage: 'The Dockerfile has no stage {target}',
});

/**
 * One instruction that brings the file to a container path; `stage` is the one the instruction stands in. The path of a RUN holds only while
 * it runs: a bind mount shows the file there.
 */
export interface Route {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly containerPath: string;
}

/** What a build does with one file of its context. */
export interface Routes {
  /** How the file reaches the built stage: the last instruction and the path for each copy of it. Empty when it does not. */
  readonly final: readonly Route[];
  /**
   * Where it ends in other stages, or is read by a bind-mounted RUN, when the built stage does not have it. `isReached` is whether
   * the built stage is made from that stage: BuildKit skips all others.
   */
  readonly elsewhere: readonly (Route & { readonly isReached: boolean })[];
  /** RUN instructions after the file arrived, in the built stage and in those it was copied from; each may rewrite it. */
  readonly laterRuns: readonly Instruction[];
  /** Why the answer may be incomplete; empty when every instruction was understood. */
  readonly doubts: readonly Text[];
  readonly builtStage: Stage | null;
  /** The working folder at the end of the built stage. */
  readonly workingFolder: string;
}

/** What is asked: one file, by its path in each context that has it, and how the image is built. */
export interface RouteQuestion {
  /** Path in the main build context, with `/`; null when the file is outside it. */
  readonly pathInContext: string | null;
  /** Paths in named contexts (`additional_contexts`, `--build-context`), by the context's name; FROM, too, may name one. */
  readonly pathInNamedContexts?: Readonly<Record<string, string | null>>;
  /** The stage to build; null for the last one. */
  readonly target: string | null;
  readonly buildArguments?: BuildArguments;
  /** The working folder of the finished image, which holds for relative paths where no WORKDIR was written. */
  readonly imageWorkingFolder?: string;
  /** The finished image's variables, `NAME=value`: what its base image sets is among them. Absent when they are not known. */
  readonly imageEnvironment?: readonly string[];
}

interface Walk {
  readonly dockerfile: Dockerfile;
  readonly question: RouteQuestion;
  readonly doubts: Text[];
  readonly ends: Map<Stage, StageEnd>;
  readonly expansions: Map<Word, Expansion>;
}

interface StageEnd {
  readonly routes: readonly Route[];
  readonly workingFolder: string;
  readonly hasWorkingFolder: boolean;
  readonly readBy: readonly Route[];
  readonly runsAfter: readonly Instruction[];
  /** Container paths that are known to be folders. */
  readonly folders: ReadonlySet<string>;
}

/** Follows one file of the build context through all stages. Never throws; what is not understood stands in `doubts`. */
export function routesOf(dockerfile: Dockerfile, question: RouteQuestion): Routes {
  const walk: Walk = {
    dockerfile,
    question,
    doubts: [],
    ends: new Map(),
    expansions: rememberedExpansions(dockerfile, question),
  };
  const builtStage = findTarget(dockerfile, question.target);
  if (!builtStage) {
    const target = question.target ?? '';
    return {
      final: [],
      elsewhere: [],
      laterRuns: [],
      doubts: [messages('noStage', { target })],
      builtStage,
      workingFolder: '/',
    };
  }
  for (const stage of dockerfile.stages) walkStage(walk, stage);
  const end = walk.ends.get(builtStage);
  const reached = stagesReached(dockerfile, builtStage, question.buildArguments);
  const others = dockerfile.stages.flatMap((stage) => {
    const { routes = [], readBy = [] } = walk.ends.get(stage) ?? {};
    const here = stage === builtStage ? readBy : [...routes, ...readBy];
    return here.map((route) => ({ ...route, isReached: reached.has(stage) }));
  });
  const final = end?.routes ?? [];
  return {
    final,
    elsewhere: final.length > 0 ? [] : others,
    laterRuns: end?.runsAfter ?? [],
    doubts: walk.doubts,
    builtStage,
    workingFolder: end?.workingFolder ?? '/',
  };
}

/** Returns the stage that a build with this target ends at: by name, by number, or the last one without a target; null when there is none. */
export function findTarget(dockerfile: Dockerfile, target: string | null): Stage | null {
  if (target === null || target === '') return dockerfile.stages.at(-1) ?? null;
  return stageForCopy(dockerfile, target, dockerfile.stages.length);
}

function walkStage(walk: Walk, stage: Stage): void {
  const { dockerfile, question } = walk;
  const base = expand(stage.base, scopeAt(dockerfile, stage, stage.from, question.buildArguments));
  const named = question.pathInNamedContexts?.[base.value];
  const parent = named === undefined ? stageNamed(dockerfile, base.value, stage.index) : null;
  const inherited = parent ? walk.ends.get(parent) : undefined;
  const begun = named ? [{ instruction: stage.from, stage, containerPath: `/${named}` }] : [];
  let routes: readonly Route[] = inherited?.routes ?? begun;
  let runsAfter: readonly Instruction[] = inherited?.runsAfter ?? [];
  let workingFolder = inherited?.workingFolder ?? '/';
  let hasWorkingFolder = inherited?.hasWorkingFolder ?? false;
  const readBy: Route[] = [];
  const folders = new Set(inherited?.folders ?? ['/']);
  const assumed = stage.instructions.some(({ keyword }) => keyword === 'WORKDIR')
    ? '/'
    : (question.imageWorkingFolder ?? '/');
  for (const instruction of stage.instructions) {
    const folder = hasWorkingFolder ? workingFolder : assumed;
    if (instruction.keyword === 'WORKDIR') {
      workingFolder = resolvePosix(folder, expanded(walk, stage, instruction, instruction.words[0])?.value ?? '');
      hasWorkingFolder = true;
      addWithParents(folders, workingFolder);
    } else if (instruction.keyword === 'RUN') {
      if (routes.length > 0) runsAfter = [...runsAfter, instruction];
      readBy.push(...mountedBy(walk, stage, instruction, folder));
    } else if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
      const brought = broughtBy(walk, stage, instruction, folder, folders);
      routes = [...survivors(walk, stage, instruction, folder, routes, brought), ...brought];
      if (brought.length > 0)
        runsAfter =
          walk.ends.get(originStage(walk, stage, copiedFrom(walk, stage, instruction)) ?? stage)?.runsAfter ?? [];
      addMadeFolders(folders, instruction, expanded(walk, stage, instruction, instruction.words.at(-1))?.value, folder);
    }
  }
  const end = hasWorkingFolder ? workingFolder : assumed;
  walk.ends.set(stage, { routes, workingFolder: end, hasWorkingFolder, readBy, runsAfter, folders });
}

/** The new places of the file after a COPY or ADD. */
function broughtBy(
  walk: Walk,
  stage: Stage,
  instruction: Instruction,
  folder: string,
  folders: ReadonlySet<string>,
): readonly Route[] {
  const origin = originsOf(walk, stage, copiedFrom(walk, stage, instruction));
  const words = instruction.words.filter(({ raw }) => !raw.startsWith('<<'));
  const destination = expanded(walk, stage, instruction, words.at(-1));
  if (!destination || origin.length === 0) return [];
  const sources = words.slice(0, -1);
  const paths = new Set<string>();
  for (const word of sources) {
    const source = expanded(walk, stage, instruction, word);
    if (!source || /^(https?:|git@|git:|ssh:)/.test(source.value)) continue;
    for (const path of origin) {
      const rest = restUnder(source.value, path, instruction);
      if (rest === null) continue;
      if (instruction.keyword === 'ADD' && rest === '' && /\.(tar|tgz|txz|tbz2|tar\.\w+)$/.test(path)) {
        walk.doubts.push(messages('archive', { line: lineOf(instruction), word: word.raw }));
      }
      paths.add(
        destinationOf(
          destination.value,
          folder,
          rest,
          path,
          sources.length > 1 || folders.has(resolvePosix(folder, destination.value)),
        ),
      );
    }
  }
  return [...paths].map((containerPath) => ({ instruction, stage, containerPath }));
}

/** Where the bind mounts of a RUN show the file while it runs. */
function mountedBy(walk: Walk, stage: Stage, instruction: Instruction, folder: string): readonly Route[] {
  const mounts = runMounts(instruction);
  if (mounts.length === 0) return [];
  const scope = scopeAt(walk.dockerfile, stage, instruction, walk.question.buildArguments);
  const replaced = (written: string | null): string | null => written && expand(written, scope).value;
  return mounts.flatMap(({ source, target, from, ...mount }) => {
    const one = { ...mount, source: replaced(source), target: replaced(target), from: replaced(from) };
    return originsOf(walk, stage, one.from).flatMap((path): readonly Route[] => {
      const containerPath = placeInMount(one, path, folder);
      return containerPath === null ? [] : [{ instruction, stage, containerPath }];
    });
  });
}

/** The paths by which an instruction may name the file: in the context, or where what `--from` or `from=` names has it. */
function originsOf(walk: Walk, stage: Stage, name: string | null): readonly string[] {
  const { question } = walk;
  if (name === null) return question.pathInContext === null ? [] : [question.pathInContext];
  const named = question.pathInNamedContexts?.[name];
  if (named !== undefined) return named === null ? [] : [named];
  const other = originStage(walk, stage, name);
  return other ? (walk.ends.get(other)?.routes ?? []).map(({ containerPath }) => containerPath.slice(1)) : [];
}

/** What `--from` names, its variables replaced; null without one. */
function copiedFrom({ dockerfile, question }: Walk, stage: Stage, instruction: Instruction): string | null {
  const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? null;
  return from && expand(from, scopeAt(dockerfile, stage, instruction, question.buildArguments)).value;
}

/** The earlier stage that is named; null for the build context, a named one, and another image. */
function originStage(walk: Walk, stage: Stage, name: string | null): Stage | null {
  return name === null || walk.question.pathInNamedContexts?.[name] !== undefined
    ? null
    : stageForCopy(walk.dockerfile, name, stage.index);
}

/** Earlier places that a later COPY of one other file writes again are no places of this file any more. */
function survivors(
  walk: Walk,
  stage: Stage,
  instruction: Instruction,
  folder: string,
  routes: readonly Route[],
  brought: readonly Route[],
): readonly Route[] {
  const sources = instruction.words.slice(0, -1);
  const destination = expanded(walk, stage, instruction, instruction.words.at(-1));
  return routes.filter(({ containerPath }) => {
    if (brought.some((route) => route.containerPath === containerPath)) return false;
    if (!destination || brought.length > 0 || sources.length !== 1) return true;
    const target = resolvePosix(folder, destination.value);
    const name = basename(sources[0]?.value ?? '');
    const isSame =
      target === containerPath || (destination.value.endsWith('/') && `${target}/${name}` === containerPath);
    if (isSame) walk.doubts.push(messages('overwritten', { line: lineOf(instruction), path: containerPath }));
    return true;
  });
}

function expanded(
  walk: Walk,
  stage: Stage,
  instruction: Instruction,
  word: Word | undefined,
): { readonly value: string } | null {
  if (!word) return null;
  const known = walk.expansions.get(word);
  const { value, isKnown } = known ?? expandWord(walk, stage, instruction, word);
  if (!known) walk.expansions.set(word, { value, isKnown });
  if (isKnown) return { value };
  const doubt = messages('unknownVariable', { line: lineOf(instruction), word: word.raw });
  if (!walk.doubts.some(({ values }) => values.line === doubt.values.line && values.word === doubt.values.word))
    walk.doubts.push(doubt);
  return null;
}

function expandWord(walk: Walk, stage: Stage, instruction: Instruction, word: Word): Expansion {
  const { dockerfile, question } = walk;
  // The strings of the exec form are no shell words: their quotes are gone, their variables are replaced all the same.
  const written = instruction.isExecForm ? word.value : word;
  const scope = scopeWithImage(
    scopeAt(dockerfile, stage, instruction, question.buildArguments),
    dockerfile,
    question.imageEnvironment,
  );
  return expand(written, scope);
}

const lineOf = (instruction: Instruction): number => instruction.range.start.line + 1;
