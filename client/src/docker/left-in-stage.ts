import { extname } from 'node:path';
import { basename, dirname, join } from '../../../core/src/path.ts';
import { lineageOf, sourceStage } from '../../../core/src/dockerfile/carried-paths.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { runMounts } from '../../../core/src/dockerfile/run-mounts.ts';
import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { isManifest } from '../../../core/src/manifests/is-manifest.ts';
import { normalisePosix } from '../../../core/src/path.ts';
import { isRuntimeData, tellingTexts } from '../../../core/src/runtime-data.ts';
import type { BuildPlan, FileOnHost } from '../diagnosis/evidence.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { EngineFailure } from './engine.ts';
import { wasBuiltSince } from './gather-build.ts';
import { failureText, known, missing, type Gatherer } from './gatherer.ts';
import { searchFiles } from './read-archive.ts';
import { placesOf } from './run-steps-of.ts';

/** What comes from a stage is searched up to here, which takes an engine less than half a second. */
const limits = { maxEntries: 5000, maxBytes: 64 * 1024 * 1024, largestFile: 64 * 1024 * 1024 };

/** Packages of others have nothing of the project in them, and are too many to be searched. */
const ofOthers = /(^|\/)node_modules\/?$|ca-certificates|^\/etc\/(passwd|group|ssl)|^\/usr\/share\/zoneinfo/;

/**
 * Records that a stage takes the file and the image gets nothing of it, and returns whether that is so. It is asked of what a program reads as it
 * runs, and answered by what the image takes from that stage: neither a file of that name nor any of its texts is there.
 */
export async function isLeftInStage(gatherer: Gatherer, file: FileOnHost, plan: BuildPlan): Promise<boolean> {
  const { build, disk, evidence, name } = gatherer;
  const path = plan.pathInContext;
  if ('problem' in build || !plan.isProven || path === null || !isRuntimeData(path) || isManifest(path)) return false;
  const content = await disk.readText(file.path);
  const paths = outputsOf(build, file.path);
  if (content === null || content.includes('\0') || !paths) return false;
  const sibling = await olderSibling(gatherer, file);
  const texts = [content, sibling ?? ''].flatMap(tellingTexts);
  if (tellingTexts(content).length === 0) return false;
  try {
    const seen = await searchOutputs(gatherer, paths, basename(path), texts);
    // A program that was built before the file was made may well take it in by the next build.
    const wasTaken = !seen.hasProgram || sibling !== null || (await wasThere(gatherer, file));
    if (seen.isHeld || !seen.isComplete || !wasTaken) return false;
    const searched = paths.map(([first]) => first);
    evidence.leftInStage = known({ searched }, commandLine`docker cp ${name}:${searched[0] ?? ''} -`);
    return true;
  } catch (error) {
    evidence.leftInStage = missing(failureText(error));
    return false;
  }
}

/** A path of the image, and where its contents are should it be a folder that went into another one. */
type Output = readonly [path: string, contents: string | null];

/** What the image takes from the stages that the file is in; null where that cannot be told from the Dockerfile. */
function outputsOf(build: PlannedBuild, path: string): readonly Output[] | null {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  const routes = routesFor(build, path);
  const stages = routes.elsewhere.filter(({ isReached }) => isReached).map(({ stage }) => stage);
  if (!built || routes.doubts.length > 0) return null;
  const has = (stage: Stage): boolean =>
    lineageOf(dockerfile, stage, build.buildArguments).some((one) => stages.includes(one));
  const outputs: Output[] = [];
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      const mounted = instruction.keyword === 'RUN' ? runMounts(instruction) : [];
      const mayBeShown = mounted.some(({ from }) => {
        const other = from === null ? null : stageNamed(dockerfile, from, stage.index);
        return other !== null && other !== undefined && has(other);
      });
      if (mayBeShown) return null;
      const from = sourceStage(dockerfile, stage, instruction, build.buildArguments);
      if (instruction.keyword !== 'COPY' || !from || !has(from)) continue;
      for (const { value } of instruction.words.slice(0, -1)) {
        if (/[$*?[]/.test(value)) return null;
        const places = placesOf(build, from, normalisePosix(`/${value}`));
        outputs.push(...places.map(({ containerPath, contentsPath }): Output => [containerPath, contentsPath]));
      }
    }
  }
  const own = outputs.filter(([first]) => !ofOthers.test(first));
  return own.length > 0 && own.every(([first]) => first !== '/') ? own : null;
}

interface Searched {
  /** A file of that name, or one of the texts, is there. */
  readonly isHeld: boolean;
  readonly isComplete: boolean;
  /** A compiled program is among it, which may have files within itself. */
  readonly hasProgram: boolean;
}

async function searchOutputs(
  { engine, candidate, ask }: Gatherer,
  outputs: readonly Output[],
  name: string,
  texts: readonly string[],
): Promise<Searched> {
  const needles = texts.map((text) => Buffer.from(text));
  let [isHeld, isComplete, hasProgram, count] = [false, true, false, 0];
  for (const output of outputs) {
    const stream = await firstOf(output, (path) => engine.archive(candidate.id, path, ask));
    if (!stream) return { isHeld, isComplete: false, hasProgram };
    const { isComplete: isRead } = await searchFiles(
      stream,
      () => true,
      limits,
      (entry, content) => {
        count += 1;
        isHeld ||= basename(entry) === name || needles.some((needle) => content.includes(needle));
        isComplete &&= !isPacked(entry, content);
        hasProgram ||= content.includes(0);
      },
    );
    isComplete &&= isRead;
  }
  return { isHeld, isComplete: isComplete && count > 0, hasProgram };
}

async function firstOf<T>([path, contents]: Output, read: (path: string) => Promise<T>): Promise<T | null> {
  for (const each of contents === null ? [path] : [path, contents]) {
    try {
      return await read(each);
    } catch (error) {
      if (!(error instanceof EngineFailure && error.reason === 'not-found')) throw error;
    }
  }
  return null;
}

/** In what is compressed no text can be found. */
const isPacked = (name: string, content: Buffer): boolean =>
  /\.(jar|war|ear|zip|whl|gz|tgz|br|xz|zst|bz2|asar|phar|nupkg)$/i.test(name) ||
  ['504b0304', '1f8b'].some((mark) => content.subarray(0, 4).toString('hex').startsWith(mark)) ||
  content.includes('UPX!');

/** Whether a build can have had the file: one ran since its last change, or it is older than the image. */
async function wasThere(gatherer: Gatherer, { path, bornMs }: FileOnHost): Promise<boolean> {
  const builtMs = Date.parse(gatherer.tagged?.Created ?? gatherer.own?.Created ?? '');
  return (bornMs !== null && bornMs < builtMs) || (await wasBuiltSince(gatherer, path));
}

/** The text of a file of the same kind beside it that is older than the image; null where there is none. */
async function olderSibling({ disk, tagged, own }: Gatherer, { path }: FileOnHost): Promise<string | null> {
  const builtMs = Date.parse(tagged?.Created ?? own?.Created ?? '');
  const beside = (await disk.list(dirname(path))).filter(
    ({ isFile, name }) => isFile && extname(name) === extname(path) && name !== basename(path),
  );
  for (const { name } of beside.slice(0, 5)) {
    const entry = await disk.stat(join(dirname(path), name));
    if (entry && entry.size > 0 && entry.changedMs < builtMs) return disk.readText(join(dirname(path), name));
  }
  return null;
}
