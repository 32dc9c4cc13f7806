import type { TextEdit } from '../../../core/src/range.ts';
import { isImageId, sameImage, withoutDigest } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { BuildPlan } from './evidence.ts';
import type { ComposeMount } from './evidence/service.ts';
import { compose, docker, nameOf, type RemedyEvidence } from './remedies/commands.ts';
import { kamalDeploy, updateService } from './remedies/deploys.ts';
import type { OtherImage } from './evidence/other-images.ts';
import type { SourceImage } from './evidence/source-images.ts';
import type { Remedy, Risk } from './report/report.ts';

export const messages = defineMessages({
  buildAndRecreate: 'Build the image and recreate the container',
  recreate: 'Recreate the container from the image that the tag names now',
  applySettings: 'Recreate the container with the settings that its files state now',
  createWithSettings: 'Remove the container; create it again with the settings as they are now',
  recreateFresh: 'Recreate the container; what was written inside it is lost',
  recreateWithNewVolumes: 'Recreate the container with new anonymous volumes; their content is lost',
  restart: 'Restart the container',
  build: 'Build the image',
  buildWithVariable: 'Set the variable in your shell to the new value, then build the image with it',
  buildWithNewVolumes: 'Build the image, and recreate the container with new anonymous volumes; their content is lost',
  runHostBuild: 'Run the build on the host',
  buildWithoutCache: 'Build the image without the cache; every step runs again',
  removeContainer: 'Remove the container',
  createAgain: 'Create it again, with the options it was run with',
  removeAndCreate: 'Remove the container; create it again with the options it was run with',
  removeOldReplica: 'Remove this replica; the newer ones keep running',
  removeForVolume: 'Remove the service’s container, so that the volume can be removed',
  removeVolume: 'Remove the volume; everything in it is lost',
  startAgain: 'Start the service; the new volume is filled from the image',
  unignore: 'Add an exception for this file below the line that excludes it',
  addCopy: 'Add a COPY for this file',
  touch: 'Give the file a new time, so that the builder takes it for changed',
  removeMount: 'Remove the mount from the Compose file',
  buildSource: 'Build the image that it is made from',
  buildWithPull: 'Build the image from the base that the registry has now',
  pull: 'Pull the image that the registry has now',
  tag: 'Give the image that has your change the name the container runs',
});

/** Returns the commands that remove a container which Compose did not make, and run it again where its options are known exactly. */
export const createAgain = (evidence: RemedyEvidence, ...removal: readonly string[]): readonly Remedy[] =>
  createAgainFrom(evidence, evidence.maybe('container')?.Config.Image, ...removal);

function createAgainFrom(
  evidence: RemedyEvidence,
  image: string | undefined,
  ...removal: readonly string[]
): readonly Remedy[] {
  const options = evidence.maybe('runArguments');
  const remove = docker(evidence, ...removal, nameOf(evidence));
  if (!options || image === undefined) return [remedy('removeAndCreate', 'destroys-data', remove)];
  const run = docker(evidence, 'run', ...options, image);
  return [remedy('removeContainer', 'destroys-data', remove), remedy('createAgain', 'changes-state', run)];
}

const remedy = (key: keyof typeof messages.sentences, risk: Risk, command: readonly string[]): Remedy => ({
  title: messages(key),
  risk,
  command,
});

/** Returns the commands that build the image from the workspace and run it: one with Compose, else one for each step. */
export function buildAndRecreate(evidence: RemedyEvidence): readonly Remedy[] {
  const deployed = kamalDeploy(evidence);
  if (deployed.length > 0) return deployed;
  const service = evidence.maybe('service');
  const composed = service?.hasBuild ? compose(evidence, 'up', '-d', '--build') : null;
  if (composed) return [remedy('buildAndRecreate', 'changes-state', composed)];
  const build = (service?.hasBuild ? compose(evidence, 'build') : null) ?? buildCommand(evidence);
  return build ? [remedy('build', 'safe', build), ...recreate(evidence)] : [];
}

/** The `docker build` that makes the image from the workspace; null where no Dockerfile is known. */
function buildCommand(evidence: RemedyEvidence, ...flags: readonly string[]): readonly string[] | null {
  const plan = evidence.maybe('plan') ?? evidence.maybe('bakedVariables')?.build;
  if (!plan) return null;
  const name = buildName(evidence);
  const tag = name === null ? [] : ['-t', name];
  const target = plan.target === null ? [] : ['--target', plan.target];
  return docker(evidence, 'build', ...flags, ...tag, '-f', plan.dockerfile, ...target, plan.contextFolder);
}

/** Returns the commands that build the image with no step from the cache, and recreate the container. */
export function buildWithoutCache(evidence: RemedyEvidence): readonly Remedy[] {
  const service = evidence.maybe('service');
  const composed = service?.hasBuild ? compose(evidence, 'build', '--no-cache') : null;
  const build = composed ?? buildCommand(evidence, '--no-cache');
  return build ? [remedy('buildWithoutCache', 'safe', build), ...recreate(evidence)] : [];
}

/**
 * Returns the commands that build the image with a build argument, whose value the builder takes from the shell, and recreate the container
 * (https://docs.docker.com/reference/cli/docker/buildx/build/#build-arg).
 */
export function buildWithVariable(evidence: RemedyEvidence, name: string): readonly Remedy[] {
  const flags = ['--build-arg', name];
  const composed = evidence.maybe('service')?.hasBuild ? compose(evidence, 'build', ...flags) : null;
  const command = composed ?? buildCommand(evidence, ...flags);
  return command ? [remedy('buildWithVariable', 'safe', command), ...recreate(evidence)] : [];
}

/** Returns the commands that build the image from the base that the registry has now, and recreate the container. */
export function buildWithPull(evidence: RemedyEvidence): readonly Remedy[] {
  const service = evidence.maybe('service');
  const composed = service?.hasBuild ? compose(evidence, 'build', '--pull') : null;
  const build = composed ?? buildCommand(evidence, '--pull');
  return build ? [remedy('buildWithPull', 'safe', build), ...recreate(evidence)] : [];
}

/** Returns the command that runs the host's own build; nothing where none is known. */
export const runHostBuild = (command: readonly string[]): readonly Remedy[] =>
  command.length > 0 ? [remedy('runHostBuild', 'changes-state', command)] : [];

/** The name to build under: without a digest, and where the container was created from an ID, one that its image has. */
function buildName(evidence: RemedyEvidence): string | null {
  const name = withoutDigest(evidence.maybe('container')?.Config.Image ?? '');
  if (name !== '' && !isImageId(name)) return name;
  return evidence.maybe('containerImage')?.RepoTags.find((tag) => !tag.startsWith('<none>')) ?? null;
}

/** Returns the commands that replace the container by one from the image its tag names now. */
export function recreate(evidence: RemedyEvidence): readonly Remedy[] {
  const composed = compose(evidence, 'up', '-d');
  if (composed) return [remedy('recreate', 'changes-state', composed)];
  const updated = updateService(evidence);
  if (updated.length > 0) return updated;
  return createAgain(evidence, 'rm', '-f');
}

/** Returns the command that replaces the container by one with the settings as they are stated now. */
export function applySettings(evidence: RemedyEvidence): readonly Remedy[] {
  const composed = compose(evidence, 'up', '-d');
  if (composed) return [remedy('applySettings', 'changes-state', composed)];
  return [remedy('createWithSettings', 'destroys-data', docker(evidence, 'rm', '-f', nameOf(evidence)))];
}

/** Returns the commands that build the other image first, then the container's own, and run it. */
export function buildSourceAndRecreate(evidence: RemedyEvidence, source: SourceImage): readonly Remedy[] {
  const { madeFromIt = [], at } = source;
  const builds = [source, ...madeFromIt].map(({ image, dockerfile, contextFolder }) =>
    remedy('buildSource', 'safe', docker(evidence, 'build', '-t', image, '-f', dockerfile, contextFolder)),
  );
  const plan = evidence.maybe('plan');
  // Without Compose nothing says in which folder the container's own Dockerfile is built, unless it is the plan's.
  const isComposed = evidence.maybe('service')?.hasBuild === true;
  const own = isComposed || plan?.dockerfile === at.file ? buildAndRecreate(evidence) : [];
  return [...builds, ...own];
}

/** Returns the commands that pull what a registry has under a name, and run it. */
export function pullAndRecreate(evidence: RemedyEvidence, image: string): readonly Remedy[] {
  const composed = compose(evidence, 'pull');
  return [remedy('pull', 'changes-state', composed ?? docker(evidence, 'pull', image)), ...recreate(evidence)];
}

/**
 * Returns the commands that make the container run another image, which the engine has: Compose's name may be the image's already, else the
 * image is given the name that the container runs. A container that runs an ID is created from the image itself.
 */
export function runOtherImage(evidence: RemedyEvidence, image: OtherImage): readonly Remedy[] {
  const name = buildName(evidence);
  const other = image.names[0] ?? image.id;
  if (name === null) return createAgainFrom(evidence, other, 'rm', '-f');
  const stated = evidence.maybe('service')?.imageName;
  const isStated = stated !== undefined && image.names.some((each) => sameImage(each, stated));
  if (isStated && compose(evidence, 'up', '-d')) return recreate(evidence);
  return [remedy('tag', 'changes-state', docker(evidence, 'tag', other, name)), ...recreate(evidence)];
}

/** Returns the commands that replace the container although nothing about it changed, so that its own layer is new. */
export function recreateFresh(evidence: RemedyEvidence): readonly Remedy[] {
  const composed = compose(evidence, 'up', '-d', '--force-recreate');
  if (composed) return [remedy('recreateFresh', 'destroys-data', composed)];
  return createAgain(evidence, 'rm', '-f');
}

/**
 * Returns the command that replaces the container and its anonymous volumes. `-V` alone does nothing on some Compose
 * versions when nothing else changed, see https://github.com/docker/compose/issues/10774.
 */
export function recreateWithNewVolumes(evidence: RemedyEvidence): readonly Remedy[] {
  const composed = compose(evidence, 'up', '-d', '--force-recreate', '-V', ...lendersOf(evidence));
  if (composed) return [remedy('recreateWithNewVolumes', 'destroys-data', composed)];
  return createAgain(evidence, 'rm', '-f', '-v');
}

/** The services whose volumes the container has: Compose makes a volume anew for the service that it is stated for. */
const lendersOf = (evidence: RemedyEvidence): readonly string[] => evidence.maybe('service')?.volumesFrom ?? [];

/** Returns the commands that build the image and recreate the container with new anonymous volumes. */
export function buildWithNewVolumes(evidence: RemedyEvidence): readonly Remedy[] {
  const composed = compose(evidence, 'up', '-d', '--build', '--force-recreate', '-V', ...lendersOf(evidence));
  if (composed) return [remedy('buildWithNewVolumes', 'destroys-data', composed)];
  const build = buildCommand(evidence);
  return [...(build ? [remedy('build', 'safe', build)] : []), ...createAgain(evidence, 'rm', '-f', '-v')];
}

/** Returns the commands, in order, that replace a named volume by a new one, filled from the image. */
export function replaceNamedVolume(evidence: RemedyEvidence, volume: string): readonly Remedy[] {
  const remove = remedy('removeVolume', 'destroys-data', docker(evidence, 'volume', 'rm', volume));
  const down = compose(evidence, 'rm', '-s', '-f');
  const up = compose(evidence, 'up', '-d');
  if (down && up)
    return [remedy('removeForVolume', 'destroys-data', down), remove, remedy('startAgain', 'changes-state', up)];
  const [removal, ...creation] = createAgain(evidence, 'rm', '-f');
  return [...(removal ? [removal] : []), remove, ...creation];
}

/** Returns the command that starts the container's process again; image, volumes and the container's own layer stay. */
export const restart = (evidence: RemedyEvidence): Remedy =>
  remedy('restart', 'changes-state', docker(evidence, 'restart', nameOf(evidence)));

/** Returns the command that gives a file of this machine the present time, by which BuildKit sees that it has to be sent again. */
export const touch = (path: string): Remedy => remedy('touch', 'safe', ['touch', path]);

/** Returns the command that removes one replica by its name. */
export const removeReplica = (evidence: RemedyEvidence): Remedy =>
  remedy('removeOldReplica', 'destroys-data', docker(evidence, 'rm', '-f', nameOf(evidence)));

/**
 * Returns the edit that lets one file through an ignore file: an exception after the line that excluded it. Moby re-includes
 * a file even when its folder is excluded, see https://docs.docker.com/build/concepts/context/#negating-matches.
 */
export function editIgnoreFile(ignore: NonNullable<BuildPlan['ignore']>, pathInContext: string): readonly Remedy[] {
  if (!ignore.decidedBy) return [];
  const { line, length } = ignore.decidedBy;
  const end = { line: line - 1, character: length };
  const pattern = pathInContext.replace(/[\\*?[\]]/g, '\\$&');
  return [edit('unignore', ignore.file, { range: { start: end, end }, newText: `\n!${pattern}` })];
}

/** Returns the edit that copies the file to where its neighbours go, after the last COPY of the built stage. */
export function editDockerfile(plan: BuildPlan, containerPath: string): readonly Remedy[] {
  const { copyBelow, pathInContext } = plan;
  if (!copyBelow || pathInContext === null || /[*?$\\"]/.test(pathInContext + containerPath)) return [];
  // A source is a pattern, and the list form takes words with blanks: https://docs.docker.com/reference/dockerfile/#copy
  const words = [pathInContext.replaceAll('[', '[[]'), containerPath];
  const written = words.some((word) => /\s/.test(word)) ? JSON.stringify(words) : words.join(' ');
  return [
    edit('addCopy', plan.dockerfile, {
      range: { start: copyBelow, end: copyBelow },
      newText: `\nCOPY ${written}`,
    }),
  ];
}

/** Returns the edit that removes a mount's lines from the Compose file, and the command that recreates the container. */
export function removeMount(evidence: RemedyEvidence, { removal, at }: ComposeMount): readonly Remedy[] {
  return removal ? [edit('removeMount', at.file, removal), ...applySettings(evidence)] : [];
}

const edit = (key: keyof typeof messages.sentences, file: string, change: TextEdit): Remedy => ({
  title: messages(key),
  risk: 'changes-state',
  edit: { file, edits: [change] },
});
