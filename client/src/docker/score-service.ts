import { dirname } from 'node:path';
import { sameImage } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import { defaultComposeFiles, type ComposeOrigin } from '../workspace/compose-project.ts';
import { imagesNamed } from '../workspace/base-image.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import { findBuild, isInReach, planFile, type PlannedBuild } from '../workspace/plan-build.ts';
import { isOfSiblingProgram } from './program-of-sibling.ts';
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
  const { isWidened = false } = question;
  const ofProject = messages('ofProject', { folder: origin.workingDirectory });
  if (!service) return !isWidened && isBelow(origin.workingDirectory, real) ? { score: 20, because: ofProject } : null;
  const maker = makerOf(project, service);
  // Nothing of the workspace goes into an image that others build, but a whole container may be behind its registry.
  if (!maker)
    return question.path === null && isBelow(real, origin.workingDirectory) ? { score: 15, because: ofProject } : null;
  const build = await buildOf(project, maker, search);
  if ('problem' in build) return isWidened ? null : { score: 20, because: ofProject };
  const because = messages('builds', { service: maker.name, context: build.contextFolder });
  if (question.path === null)
    return isBelow(real, build.contextFolder) || isInReach(build, real) ? { score: 60, because } : null;
  if (await isThroughImage(project, build, search)) return { score: 70, because };
  // Nobody else may have the file either: a file beside all contexts is asked about in the services that could have had it.
  if (!isInReach(build, real)) return isWidened ? null : { score: 10, because: ofProject };
  const plan = planFile(build, real);
  const isOnlySource = plan.copies.length === 0 && plan.onlyInStages.length > 0;
  const isCopied =
    plan.copies.length > 0 || (isOnlySource && !(await isOfSiblingProgram(search.disk, build, real, [maker.name])));
  if (!isCopied) return { score: 50, because };
  return { score: 80, because: messages('copies', { service: maker.name, dockerfile: build.found.path }) };
}

/** The service that builds a service's image: itself, or another one whose image it names; null where the project does not build it. */
const makerOf = (project: ComposeProject, service: ComposeService): ComposeService | null =>
  [service, ...project.services].find(({ build, imageName }) => build && sameImage(imageName, service.imageName)) ??
  null;

const buildOf = (project: ComposeProject, service: ComposeService, { disk, question, real }: Search) =>
  findBuild({
    disk,
    path: real,
    workspaceFolder: question.workspaceFolder,
    dockerConfigFolder: dockerConfigFolder(question.environment),
    dockerfile: question.dockerfile,
    service,
    services: project.services,
    history: [],
    imageWorkingFolder: '/',
    imageEnvironment: [],
  });

/** Whether a build takes the file from an image that another service of the project builds with it. */
async function isThroughImage(project: ComposeProject, build: PlannedBuild, search: Search): Promise<boolean> {
  for (const { image } of imagesNamed(build)) {
    const maker = project.services.find((each) => each.build && sameImage(each.imageName, image));
    const made = maker && (await buildOf(project, maker, search));
    if (made && !('problem' in made) && planFile(made, search.real).copies.length > 0) return true;
  }
  return false;
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
