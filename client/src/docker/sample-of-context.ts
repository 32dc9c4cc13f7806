import { join } from 'node:path';
import { decide } from '../../../core/src/dockerignore/dockerignore.ts';
import type { ContainerSummaryJson, HistoryJson } from '../diagnosis/engine-json.ts';
import { pathInside, walk } from '../workspace/disk.ts';
import type { FoundDockerfile } from '../workspace/find-dockerfile.ts';
import { routesFor, type PlannedBuild } from '../workspace/plan-build.ts';
import { buildByHand } from './build-by-hand.ts';
import type { Ask, Engine } from './engine.ts';
import type { Search } from './search.ts';
import { seeFile } from './see-file.ts';
import { unlessGone } from './unless-gone.ts';

/** So many files of the build context are compared with a container, to tell it from one of another project. */
const sampleSize = 4;

/** So many files of the build context are looked at to choose the sample from. */
const maximumChoice = 200;

/** Returns those files of a sample that a container has with the same content. */
export async function heldOf(
  engine: Engine,
  { disk }: Search,
  sample: readonly Sampled[],
  { Id }: ContainerSummaryJson,
  ask?: Ask,
): Promise<readonly Sampled[]> {
  const held = await Promise.all(
    sample.map(async ({ path, containerPath }) => {
      const [mine, seen] = await Promise.all([
        disk.sha256(path, ask?.signal).catch(() => null),
        // A stranger that was removed meanwhile holds nothing, and must not end the search for ours.
        unlessGone(seeFile(engine, Id, containerPath, ask)),
      ]);
      return seen?.kind === 'file' && seen.sha256 === mine;
    }),
  );
  return sample.filter((_, index) => held[index]);
}

/** A file of the build context, and where the Dockerfile brings it. */
export interface Sampled {
  readonly path: string;
  readonly containerPath: string;
  /** Whether it is the file that the question is about. */
  readonly isAsked: boolean;
}

/** Files that say something of the project: not empty, and not those that projects have in common. The asked file comes first. */
export async function sampleOf(
  search: Search,
  best: FoundDockerfile,
  history: readonly HistoryJson[],
): Promise<readonly Sampled[]> {
  const { disk, real } = search;
  const read = await buildByHand(search, real, best.path, history);
  if (!read) return [];
  // What the base image has a build do stands in no file, and was found with it.
  const build = { ...read, found: best };
  const rules = build.ignoreFile?.rules ?? [];
  const isSkipped = (path: string, isFolder: boolean): boolean =>
    decide(rules, path).excluded || (isFolder ? /(^|\/)(\.git|node_modules)$/ : commonFile).test(path);
  const { files } = await walk(disk, build.contextFolder, isSkipped, maximumChoice);
  const placed = files.flatMap((file) => placedBy(build, join(build.contextFolder, file)));
  const sized = await Promise.all(
    placed.map(async (each) => ({ each, size: (await disk.stat(each.path))?.size ?? 0 })),
  );
  return sized
    .filter(({ size }) => size > 0)
    .map(({ each, size }) => ({ ...each, size, isAsked: each.path === real }))
    .sort((a, b) => Number(b.isAsked) - Number(a.isAsked) || b.size - a.size)
    .map(({ path, containerPath, isAsked }) => ({ path, containerPath, isAsked }))
    .slice(0, sampleSize);
}

const commonFile =
  /(^|\/)(Dockerfile[^/]*|[^/]*\.dockerignore|\.gitignore|\.gitattributes|\.editorconfig|LICENSE[^/]*)$/i;

function placedBy(build: PlannedBuild, path: string): readonly Omit<Sampled, 'isAsked'>[] {
  if (pathInside(build.contextFolder, path) === null) return [];
  const { final, doubts } = routesFor(build, path);
  const route = final.at(-1);
  return route && doubts.length === 0 ? [{ path, containerPath: route.containerPath }] : [];
}
