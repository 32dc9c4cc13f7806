import { basename, dirname, join } from 'node:path';
import { dockerfileOf } from '../../../core/src/compose/compose.ts';
import type { ComposeBuild, ComposeService } from '../../../core/src/compose/model.ts';
import { ignoreFileCandidates } from '../../../core/src/dockerignore/dockerignore.ts';
import type { Dockerfile, Instruction } from '../../../core/src/dockerfile/model.ts';
import { isKnownInstruction } from '../../../core/src/dockerfile/unknown-instructions.ts';
import { routesOf, type Route, type RouteQuestion, type Routes } from '../../../core/src/dockerfile/routes.ts';
import type { BuildArguments } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import type { BuildPlan, CopyStep } from '../diagnosis/evidence.ts';
import { isOfLegacyBuilder } from '../diagnosis/match-history.ts';
import { withoutCredentials } from '../diagnosis/redact.ts';
import { contextOfLastBuild } from './buildx-refs.ts';
import { lineOf } from './line-of.ts';
import { workingTreeAbove } from './git.ts';
import { ignoreOf, readIgnoreFile, type IgnoreFile } from './ignore-file.ts';
import { foldersOfContexts, imagesOfContexts, type NamedFolder } from './named-contexts.ts';
import { gitContextOf } from './remote-context.ts';
import { isBelow, pathInside, type Disk } from './disk.ts';
import { dockerfileOfImage } from './dockerfile-of-image.ts';
import {
  inlineDockerfile,
  likelyContext,
  matchDockerfile,
  readDockerfile,
  type FoundDockerfile,
} from './find-dockerfile.ts';

export const messages = defineMessages({
  noDockerfile: 'No Dockerfile above {file} made this image',
  unreadable: '{dockerfile} cannot be read',
  remoteContext: 'The build context is not a folder of this machine: {context}',
});

/** What a plan is made from. `path` is the file by its real folder; `history` is the image's, empty when it is gone. */
export interface PlanInput {
  readonly disk: Disk;
  readonly path: string;
  readonly workspaceFolder: string;
  readonly dockerConfigFolder: string;
  /** `--dockerfile`; null to find it. */
  readonly dockerfile: string | null;
  readonly service: ComposeService | null;
  /** The context, where the image showed it. */
  readonly contextFolder?: string;
  /** The project's services: a named context may be another one's image. */
  readonly services?: readonly ComposeService[];
  readonly history: readonly HistoryJson[];
  readonly imageWorkingFolder: string;
  /** The finished image's variables, `NAME=value`: those of its base image are among them. */
  readonly imageEnvironment: readonly string[];
}

/** The build that makes the image, as far as files tell. */
export interface PlannedBuild {
  readonly found: FoundDockerfile;
  readonly contextFolder: string;
  readonly target: string | null;
  readonly ignoreFile: IgnoreFile | null;
  readonly namedContexts: Readonly<Record<string, NamedFolder>>;
  /** The images that named contexts stand for, by the context's name. */
  readonly namedImages: Readonly<Record<string, string>>;
  /** May hold secrets: used to replace variables, and kept out of the plan. */
  readonly buildArguments: BuildArguments;
  readonly imageWorkingFolder: string;
  readonly imageEnvironment: readonly string[];
  readonly contextAt: BuildPlan['contextAt'];
  readonly isProven: boolean;
  /** The Compose file or buildx's note of the last build states the context; else it was concluded from what the Dockerfile copies. */
  readonly isContextStated: boolean;
  /** The Dockerfile stands in the Compose file, under `dockerfile_inline`. */
  readonly isInline: boolean;
}

/**
 * Returns the build of the container's image: the Compose service's, the Dockerfile that was named, or the one its history shows. Nothing is
 * built, and no engine is asked.
 */
export async function findBuild(input: PlanInput): Promise<PlannedBuild | { readonly problem: Text }> {
  const { disk, service, dockerfile } = input;
  const section = service?.build ?? null;
  const checkout = section?.isRemote ? await checkoutOf(disk, input.path, section) : null;
  if (section?.isRemote && !checkout)
    return { problem: messages('remoteContext', { context: withoutCredentials(section.context.value) }) };
  const stated = dockerfile ?? checkout?.dockerfile ?? (section && dockerfileOf(section));
  const inline = dockerfile === null ? (section?.dockerfileInline ?? null) : null;
  const found = await findDockerfile(input, stated, inline);
  if (!found && stated === null) return { problem: messages('noDockerfile', { file: input.path }) };
  if (!found) return { problem: messages('unreadable', { dockerfile: stated ?? '' }) };
  const isOfService = section !== null && (stated ?? inline) !== null && dockerfile === null && !checkout;
  const noted = section ? null : await contextOfLastBuild(disk, input.dockerConfigFolder, found.path);
  const contextFolder =
    checkout?.folder ??
    section?.context.value ??
    noted ??
    input.contextFolder ??
    (await likelyContext(disk, found, input.workspaceFolder));
  return {
    found,
    contextFolder: (await disk.realPath(contextFolder)) ?? contextFolder,
    target: found.target,
    isContextStated: section !== null || noted !== null,
    isInline: inline !== null,
    ignoreFile: await readIgnoreFile(disk, ignoreFilesOf(found.path, contextFolder, input.history)),
    namedContexts: await foldersOfContexts(disk, section),
    namedImages: imagesOfContexts(section, input.services ?? []),
    buildArguments: argumentsOf(section),
    imageWorkingFolder: input.imageWorkingFolder,
    imageEnvironment: input.imageEnvironment,
    contextAt: section ? lineOf(section.context.at) : null,
    isProven: isOfService || found.match.isWhole,
  };
}

/** The Dockerfile that stands in the Compose file, else the one that is stated, else the one that the image's history shows. */
async function findDockerfile(
  input: PlanInput,
  stated: string | null,
  inline: ComposeBuild['dockerfileInline'],
): Promise<FoundDockerfile | null> {
  const { disk, history, service } = input;
  // Compose builds the last stage where it states none; of a build by hand only the history tells.
  const target = service?.build ? (service.build.target?.value ?? null) : undefined;
  if (inline) return matchDockerfile(inline.at.file, await inlineDockerfile(disk, inline), history, target);
  return stated === null ? dockerfileOfImage(input) : readDockerfile(disk, stated, history, target);
}

/**
 * The repository around the file, taken for a clone of the one that the context names. Whether the image comes from there, its history
 * shows.
 */
async function checkoutOf(
  disk: Disk,
  path: string,
  section: ComposeBuild,
): Promise<{ readonly folder: string; readonly dockerfile: string } | null> {
  const root = await workingTreeAbove(disk, path);
  if (root === null) return null;
  const folder = join(root, gitContextOf(section.context.value).folder);
  const dockerfile = join(folder, section.dockerfile?.value ?? 'Dockerfile');
  return (await disk.stat(dockerfile))?.kind === 'file' ? { folder, dockerfile } : null;
}

const argumentsOf = (section: ComposeService['build']): BuildArguments =>
  Object.fromEntries((section?.argNames ?? []).map((name) => [name, section?.argumentValue(name) ?? undefined]));

/** The legacy builder knows the context's ignore file alone. */
const ignoreFilesOf = (dockerfile: string, contextFolder: string, history: readonly HistoryJson[]): readonly string[] =>
  ignoreFileCandidates(dockerfile, contextFolder).slice(isOfLegacyBuilder(history) ? -1 : 0);

/** Returns what the build does with one file. */
export function planFile(build: PlannedBuild, path: string): BuildPlan {
  const { pathInContext, ignore, routes } = wayOf(build, path);
  const { dockerfile, path: dockerfilePath, match } = build.found;
  // What a mount shows is gone with the RUN, so its path is none of the image.
  const step = (route: Route): CopyStep =>
    stepOf(build, route.instruction.keyword === 'RUN' ? { ...route, containerPath: '' } : route);
  return {
    contextFolder: build.contextFolder,
    contextAt: build.contextAt,
    dockerfile: dockerfilePath,
    target: build.target,
    pathInContext,
    ignore,
    copies: routes.final.map(step),
    onlyInStages: routes.elsewhere.filter(({ isReached }) => isReached).map(step),
    inUnbuiltStages: routes.elsewhere.filter(({ isReached }) => !isReached).map(step),
    laterRuns: routes.laterRuns.map((instruction) => ({
      at: lineOf({ file: dockerfilePath, range: instruction.range }),
      instruction: shown(instruction),
      stage: routes.builtStage?.name ?? '',
      containerPath: '',
    })),
    // Inside a Compose file a line would have to be indented as its neighbours are.
    copyBelow: build.isInline ? null : copyBelow(dockerfile, routes),
    doubts: routes.doubts,
    match: { matched: match.matched, total: match.total },
    isProven: build.isProven || routes.final.some(({ instruction }) => match.entries.has(instruction)),
  };
}

/** Returns an instruction of the Dockerfile as a report names it. */
export const stepOf = (
  { found }: PlannedBuild,
  { instruction, stage, containerPath }: Omit<Route, 'containerPath'> & { readonly containerPath?: string },
): CopyStep => ({
  at: lineOf({ file: found.path, range: instruction.range }),
  instruction: shown(instruction),
  stage: stage.name ?? String(stage.index),
  containerPath: containerPath ?? '',
});

/** Returns the ways of one file through the Dockerfile; what an ignore file keeps out has its ways, too, so that a report can name them. */
export const routesFor = (build: PlannedBuild, path: string): Routes => wayOf(build, path).routes;

/** A context that has the file; the main one has no name. */
interface Entry {
  readonly name: string | null;
  readonly pathInContext: string;
  readonly ignore: BuildPlan['ignore'];
}

/** How a file enters the build; without a path in the main context only a named one brings it, or none has it. */
interface Way extends Pick<BuildPlan, 'pathInContext' | 'ignore'> {
  readonly routes: Routes;
}

/** The way past every ignore file; else one that an ignore file bars; else the main context's, from which nothing copies the file. */
function wayOf(build: PlannedBuild, path: string): Way {
  const entries = entriesOf(build, path);
  const open = entries.filter(({ ignore }) => !ignore?.isExcluded);
  const routes = routesThrough(build, open);
  if (routes.final.length > 0 || open.length === entries.length) return { ...mainOf(open), routes };
  const barred = entries
    .filter((entry) => !open.includes(entry))
    .map((entry) => ({ ...entry, routes: routesThrough(build, [entry]) }))
    .find((entry) => entry.routes.final.length > 0);
  if (!barred) return { ...mainOf(entries), routes: routesThrough(build, entries) };
  return { pathInContext: barred.pathInContext, ignore: barred.ignore, routes: barred.routes };
}

/** A folder that a build copies from; the main context has no name. */
interface BuildFolder extends NamedFolder {
  readonly name: string | null;
}

/** Returns the folders that a build copies from: its context, then the named ones. */
export const foldersOf = ({ contextFolder, ignoreFile, namedContexts }: PlannedBuild): readonly BuildFolder[] => [
  { name: null, folder: contextFolder, ignoreFile },
  ...Object.entries(namedContexts).map(([name, context]) => ({ name, ...context })),
];

const entriesOf = (build: PlannedBuild, path: string): readonly Entry[] =>
  foldersOf(build).flatMap(({ name, folder, ignoreFile }) => {
    const pathInContext = pathInside(folder, path);
    return pathInContext === null ? [] : [{ name, pathInContext, ignore: ignoreOf(ignoreFile, pathInContext) }];
  });

function mainOf(entries: readonly Entry[]): Pick<BuildPlan, 'pathInContext' | 'ignore'> {
  const main = entries.find(({ name }) => name === null);
  return { pathInContext: main?.pathInContext ?? null, ignore: main?.ignore ?? null };
}

function routesThrough(build: PlannedBuild, entries: readonly Entry[]): Routes {
  const pathBy = (name: string | null): string | null =>
    entries.find((entry) => entry.name === name)?.pathInContext ?? null;
  const question: RouteQuestion = {
    pathInContext: pathBy(null),
    pathInNamedContexts: Object.fromEntries(Object.keys(build.namedContexts).map((name) => [name, pathBy(name)])),
    target: build.target,
    buildArguments: build.buildArguments,
    imageWorkingFolder: build.imageWorkingFolder,
    imageEnvironment: build.imageEnvironment,
  };
  return routesOf(build.found.dockerfile, question);
}

/** Returns where a file would be expected if the image had it: beside its neighbours, else below the working folder. */
export async function expectedPath(disk: Disk, build: PlannedBuild, path: string): Promise<string> {
  const folder = dirname(path);
  const neighbours = (await disk.list(folder))
    .filter(({ isFile, name }) => isFile && name !== basename(path))
    .slice(0, 20);
  for (const { name } of neighbours) {
    const route = routesFor(build, join(folder, name)).final.at(-1);
    if (route?.containerPath.endsWith(`/${name}`))
      return `${route.containerPath.slice(0, -name.length)}${basename(path)}`;
  }
  const inContext = pathInside(build.contextFolder, path) ?? basename(path);
  const { workingFolder } = routesFor(build, path);
  return `${workingFolder.replace(/\/$/, '')}/${inContext}`;
}

function copyBelow(dockerfile: Dockerfile, { builtStage }: Routes): BuildPlan['copyBelow'] {
  if (!builtStage) return null;
  const last = builtStage.instructions.findLast(
    ({ keyword }) => keyword === 'COPY' || keyword === 'ADD' || keyword === 'WORKDIR',
  );
  const { end } = (last ?? builtStage.from).range;
  const lineLength = (dockerfile.text.split('\n')[end.line] ?? '').replace(/\r$/, '').length;
  return { line: end.line, character: lineLength };
}

/** Returns an instruction as a report may show it: of a RUN, also a misspelt one, only the program, since the rest may carry a token. */
export function shown(instruction: Instruction): string {
  const line = withoutCredentials(instruction.text.replace(/\s+/g, ' ').trim());
  const { keyword, words } = instruction;
  if (keyword === 'RUN' || !isKnownInstruction(instruction)) return `${keyword} ${words[0]?.value ?? ''} …`;
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** Returns whether a path is in the build's reach at all: in its context or in one of its named contexts. */
export const isInReach = (build: PlannedBuild, path: string): boolean =>
  foldersOf(build).some(({ folder }) => isBelow(folder, path));
