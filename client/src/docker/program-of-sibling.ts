import { join } from '../../../core/src/path.ts';
import { pathInside, type Disk } from '../workspace/disk.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { bearsNameOfOne } from './bears-name.ts';
import { runStepsOf } from './run-steps-of.ts';

/** Folders that have a folder for each program of a repository: no program is made of another one's files. */
const ofPrograms = /^((?:.*\/)?(?:cmd|services|apps|functions))\/([^/]+)\//;

/**
 * Returns whether a build makes another program than the one that the file belongs to: one repository, one Dockerfile and three services, each
 * compiled of its own folder (`go build ./cmd/$SERVICE`). What its RUN instructions name tells; where the name is a variable that nothing
 * states, the `names` of the image and the container do.
 */
export async function isOfSiblingProgram(
  disk: Disk,
  build: PlannedBuild,
  path: string,
  names: readonly string[],
): Promise<boolean> {
  const [, folder, own] = ofPrograms.exec(pathInside(build.contextFolder, path) ?? '') ?? [];
  if (folder === undefined || own === undefined) return false;
  const listed = await disk.list(join(build.contextFolder, folder));
  const siblings = listed.filter(({ isFolder, name }) => isFolder && name !== own).map(({ name }) => name);
  if (siblings.length === 0) return false;
  const steps = await runStepsOf({ disk, build });
  const said = steps.map(({ script, folder: place }) => `${place}\n${script}\n`).join('');
  const isSaid = (pattern: string): boolean => new RegExp(pattern).test(said);
  const isNamed = (name: string): boolean => isSaid(`${escaped(`${folder}/${name}`)}(?![\\w.-])`);
  if (isNamed(own) || isSaid(`${escaped(folder)}/?(\\.\\.\\.|\\*|\\s)|(^|\\s)\\./\\.\\.\\.`)) return false;
  if (siblings.some(isNamed)) return true;
  const bears = (name: string): boolean => names.some((each) => bearsNameOfOne(each, [name]));
  return isSaid(`${escaped(folder)}/\\$`) && !bears(own) && siblings.some(bears);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
