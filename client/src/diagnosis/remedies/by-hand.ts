import { defineMessages, type Text } from '../../../../core/src/text.ts';
import type { BuildSince } from '../evidence/builds.ts';
import type { ComposeMount } from '../evidence/service.ts';
import { placed } from '../placed.ts';
import { buildAndRecreate, recreate, removeMount } from '../remedies.ts';
import { compose, docker, nameOf, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  changeAndUp: 'Change {place} first; then build the image and recreate the container',
  changeAndBuild: 'Change {place} first; then build the image',
  changeAndRecreate: 'Change {place} first; then recreate the container',
  moveAndUp: 'Make the change in {file} first; then build the image and recreate the container',
  moveAndBuild: 'Make the change in {file} first; then build the image',
  readLog: 'Read why the build failed',
  mendAndUp: 'Mend what made the build fail first; then build the image and recreate the container',
  mendAndBuild: 'Mend what made the build fail first; then build the image',
  withoutMount: 'Remove the container; create it again without the mount at {destination}',
  mountThereAndRecreate: 'Change the mount in {place} to {target} first; then recreate the container',
  mountThere: 'Remove the container; create it again with the mount at {target}, not at {destination}',
  removeOption: 'Remove the container; create it again without the option that wins',
});

/** Returns the commands that bring a change in, after a person has changed the place that stands in its way; what to write there only they know. */
export function changeAndBuild(evidence: RemedyEvidence, place: string): readonly Remedy[] {
  const isOneStep = compose(evidence, 'up') !== null;
  return titled(messages(isOneStep ? 'changeAndUp' : 'changeAndBuild', { place }), place, buildAndRecreate(evidence));
}

/** Returns the commands that bring a change in, after a person has made it in the file that counts. */
export function moveAndBuild(evidence: RemedyEvidence, file: string): readonly Remedy[] {
  const isOneStep = compose(evidence, 'up') !== null;
  return titled(messages(isOneStep ? 'moveAndUp' : 'moveAndBuild', { file }), file, buildAndRecreate(evidence));
}

/**
 * Returns the commands that show why a build failed, where the engine kept a record of it, and build again after a person has mended that: the
 * same build would fail in the same way (https://docs.docker.com/reference/cli/docker/buildx/history/logs/).
 */
export function mendAndBuild(
  evidence: RemedyEvidence,
  { ref, builder, toldBy, failedAt }: BuildSince,
): readonly Remedy[] {
  const command = docker(evidence, 'buildx', '--builder', builder, 'history', 'logs', ref);
  const log: Remedy = { title: messages('readLog'), risk: 'safe', isToRead: true, needsPerson: true, command };
  const isOneStep = compose(evidence, 'up') !== null;
  const place = failedAt ? placed(failedAt) : null;
  const title = messages(isOneStep ? 'mendAndUp' : 'mendAndBuild');
  return [...(toldBy === 'record' ? [log] : []), ...titled(title, place, buildAndRecreate(evidence))];
}

/**
 * Returns the commands that recreate the container after a person has changed the place that wins over the image; without one it was an
 * option of `docker run`, and the container has to be run again without it.
 */
export function changeAndRecreate(evidence: RemedyEvidence, place: string | null): readonly Remedy[] {
  if (place !== null) return titled(messages('changeAndRecreate', { place }), place, recreate(evidence));
  const command = docker(evidence, 'rm', '-f', nameOf(evidence));
  return [{ title: messages('removeOption'), risk: 'destroys-data', needsPerson: true, command }];
}

/**
 * Returns how a mount is taken away: the edit of the Compose file that states it, where its lines can simply go; else a person's own change,
 * there or in the options of `docker run`.
 */
export function takeMountAway(
  evidence: RemedyEvidence,
  destination: string,
  stated: ComposeMount | undefined,
): readonly Remedy[] {
  if (stated?.removal) return removeMount(evidence, stated);
  if (stated) return changeAndRecreate(evidence, placed(stated.at));
  const command = docker(evidence, 'rm', '-f', nameOf(evidence));
  return [{ title: messages('withoutMount', { destination }), risk: 'destroys-data', needsPerson: true, command }];
}

/** Returns how a mount comes to be at another path of the container: the Compose line or the option of `docker run` is a person's own to change. */
export function moveMount(
  evidence: RemedyEvidence,
  destination: string,
  target: string,
  stated: ComposeMount | undefined,
): readonly Remedy[] {
  if (stated) {
    const place = placed(stated.at);
    return titled(messages('mountThereAndRecreate', { place, target }), place, recreate(evidence));
  }
  const command = docker(evidence, 'rm', '-f', nameOf(evidence));
  const title = messages('mountThere', { destination, target });
  return [{ title, risk: 'destroys-data', needsPerson: true, command }];
}

/** The first command's title says what comes before it; `place` is where, null where nobody can tell. */
const titled = (title: Text, place: string | null, remedies: readonly Remedy[]): readonly Remedy[] =>
  remedies.map((remedy, index) =>
    index === 0 ? { ...remedy, title, needsPerson: true, ...(place === null ? {} : { place }) } : remedy,
  );
