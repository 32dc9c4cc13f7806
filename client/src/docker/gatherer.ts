import { basename, dirname, join } from 'node:path';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import { text, type Text } from '../../../core/src/text.ts';
import type {
  ContainerJson,
  EnvironmentJson,
  HistoryJson,
  ImageJson,
  MainProgramJson,
} from '../diagnosis/engine-json.ts';
import type {
  BuildPlan,
  CopyStep,
  CoveringMount,
  Evidence,
  EvidenceKey,
  FileOnHost,
  FileSeen,
  Gathered,
} from '../diagnosis/evidence.ts';
import type { ComposeOrigin } from '../workspace/compose-project.ts';
import type { Disk } from '../workspace/disk.ts';
import type { MadeFromIt } from '../diagnosis/evidence/source-images.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import type { Programs } from '../workspace/programs.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import type { Endpoint } from './endpoint.ts';
import type { Candidate, Question } from './question.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known while gathering, unredacted; only `evidence` goes into the snapshot. */
export interface Gatherer {
  readonly engine: Engine;
  readonly disk: Disk;
  readonly question: Question;
  readonly candidate: Candidate;
  readonly ask: Ask;
  /** Null where nothing may be spawned. */
  readonly programs: Programs | null;
  /** Null where nothing but the engine may be asked. */
  readonly surroundings: Surroundings | null;
  /** The engine that is asked. */
  readonly endpoint: Endpoint;
  /** Tells what is being done, where it may take a while. */
  readonly onProgress?: ((text: Text) => void) | undefined;
  readonly container: ContainerJson & MainProgramJson;
  /** The container's name for sentences and commands. */
  readonly name: string;
  /** The image that the container's tag names now, and the one the container was created from; null where neither is known. */
  readonly tagged: (ImageJson & EnvironmentJson) | null;
  readonly own: (ImageJson & EnvironmentJson) | null;
  readonly history: readonly HistoryJson[];
  /** The Compose project that the container comes from, as its files state it now; null when Compose did not make it. */
  readonly compose: { readonly origin: ComposeOrigin; readonly project: ComposeProject } | null;
  /** The Compose service as its files state it now; null when Compose did not make the container, or states it no more. */
  readonly service: ComposeService | null;
  readonly build: PlannedBuild | { readonly problem: Text };
  readonly evidence: { [K in EvidenceKey]?: Gathered<Evidence[K]> };
}

/** How a file reaches the container's image through other images of this engine. */
export interface WayThroughImage {
  /** The build of the container's own image. */
  readonly build: PlannedBuild;
  /** The instruction that names the last of the images, and where the file ends by that. */
  readonly step: CopyStep;
  /** The images on the way: the first one takes the file from the disk, and each of the others is made from the one before. */
  readonly images: readonly [ImageOnWay, ...ImageOnWay[]];
}

/** An image that is made from the file, or from another image that is. */
export interface ImageOnWay extends MadeFromIt {
  /** The file's place in it. */
  readonly pathInImage: string;
}

/** What container and images said of a file, before the further questions. */
export interface Look {
  readonly file: FileOnHost;
  readonly plan: BuildPlan | null;
  /** Null where it is not known, and then nothing was seen. */
  readonly containerPath: string | null;
  readonly mount: CoveringMount | null;
  /** What the archive shows of the container; null where it could not be read. */
  readonly seen: FileSeen | null;
  /** The container has the file's content, by the archive. */
  readonly isThere: boolean;
  /** The other image through which the file reaches the container's own; null where its own Dockerfile takes it, or nothing does. */
  readonly way: WayThroughImage | null;
}

/** Asks what one topic needs to know of a file, and records it as evidence; a question without a meaning here leaves its keys out. */
export type FileQuestion = (gatherer: Gatherer, look: Look) => Promise<void>;

/**
 * The file's own name in its folder's real path: a link to a file stays the link that COPY and mounts know. Folders that are gone
 * keep their names below the nearest one that is there.
 */
export async function canonical(disk: Disk, path: string): Promise<string> {
  const folder = dirname(path);
  if (folder === path) return path;
  return join((await disk.realPath(folder)) ?? (await canonical(disk, folder)), basename(path));
}

/** Returns evidence that is known, and where a person can read it. */
export const known = <T>(value: T, from: string): Gathered<T> => ({ is: 'known', value, from });

/** Returns what is known of a piece of evidence; null where it is missing or nobody asked. */
export const knownValue = <T>(gathered: Gathered<T> | undefined): T | null =>
  gathered?.is === 'known' ? gathered.value : null;

/** Returns evidence that was wanted and could not be had. */
export const missing = <T>(why: Text): Gathered<T> => ({ is: 'missing', why });

/** Returns evidence that nobody asked for, because it has no meaning here or would change nothing. */
export const notAsked = <T>(why: Text): Gathered<T> => ({ is: 'not-asked', why });

/** Returns why a question failed, for evidence that is missing; a cancelled question and a dead engine end the gathering instead. */
export function failureText(error: unknown): Text {
  if (!(error instanceof EngineFailure))
    return text('{error}', { error: error instanceof Error ? error.message : String(error) });
  if (error.reason === 'cancelled' || error.reason === 'unreachable') throw error;
  return error.text;
}

/** An answer, or why there is none. */
export type Answer<T> = { readonly value: T } | { readonly value: null; readonly why: Text; readonly isGone: boolean };

/**
 * Returns the answer to a question, or why there is none: `gone` for what does not exist, else what the engine said. Only a cancelled
 * question and a dead engine end the gathering; whatever else fails is one piece of evidence less.
 */
export async function answerTo<T>(question: Promise<T>, gone: Text): Promise<Answer<T>> {
  try {
    return { value: await question };
  } catch (error) {
    const why = failureText(error);
    const isGone = error instanceof EngineFailure && error.reason === 'not-found';
    return { value: null, why: isGone ? gone : why, isGone };
  }
}
