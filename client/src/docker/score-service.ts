import { dirname } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import type { ComposeProject } from '../../../core/src/compose/model.ts';
import { defaultComposeFiles, type ComposeOrigin } from '../workspace/compose-project.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import { findBuild, isInReach, planFile } from '../workspace/plan-build.ts';
import { dockerConfigFolder, type Found, type Search } from './search.ts';

export const messages = defineMessages({
  copies: 'Its service {service} builds from {dockerfile}, which copies the file',
  builds: 'Its service {service} builds from {context}',
  ofProject: 'It belongs to the Compose project in {folder}',
});

/** How sure it is that a service's containers have the file, and why. */
export type Scored = Pick<Found, 'score' | 'because'>;

/** Returns how sure it is that the service of a project brings the file into its containers, null when it does not. */
export async function scoreService(
  project: ComposeProject,
  origin: ComposeOrigin,
  search: Search,
): Promise<Scored | null> {
  const service = project.services.find(({ name }) => name === origin.service);
  const { real, question } = search;
  const ofProject = messages('ofProject', { folder: origin.workingDirectory });
  if (!service) return isBelow(origin.workingDirectory, real) ? { score: 20, because: ofProject } : null;
  // Nothing of the workspace goes into an image that others build, but a whole container may be behind its registry.
  if (!service.build)
    return question.path === null && isBelow(real, origin.workingDirectory) ? { score: 15, because: ofProject } : null;
  const build = await findBuild({
    disk: search.disk,
    path: real,
    workspaceFolder: question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: question.dockerfile,
    service,
    history: [],
    imageWorkingFolder: '/',
    imageEnvironment: [],
  });
  if ('problem' in build) return { score: 20, because: ofProject };
  const because = messages('builds', { service: service.name, context: build.contextFolder });
  if (question.path === null)
    return isBelow(real, build.contextFolder) || isInReach(build, real) ? { score: 60, because } : null;
  // Nobody else may have the file either: a file beside all contexts is asked about in the services that could have had it.
  if (!isInReach(build, real)) return { score: 10, because: ofProject };
  const plan = planFile(build, real);
  if (plan.copies.length === 0 && plan.onlyInStages.length === 0) return { score: 50, because };
  return { score: 80, because: messages('copies', { service: service.name, dockerfile: build.found.path }) };
}

/** Returns the Compose files of the nearest folder above a path that has some, up to the workspace's folder. */
export async function nearestComposeFiles(
  disk: Disk,
  path: string,
  workspaceFolder: string,
): Promise<readonly string[]> {
  for (let folder = path; ; folder = dirname(folder)) {
    const files = await defaultComposeFiles(disk, folder);
    if (files.length > 0 || folder === workspaceFolder || folder === dirname(folder)) return files;
  }
}
