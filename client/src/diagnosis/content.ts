import type { ContainerJson } from './engine-json.ts';
import type { FileOnHost, FileSeen } from './evidence.ts';

/**
 * Returns whether what was seen is as the file on disk: of its content, or absent like a file that was deleted. Null when it was not
 * seen.
 */
export function hasContentOf(seen: FileSeen | null, file: Pick<FileOnHost, 'sha256' | 'isDeleted'>): boolean | null {
  if (seen === null) return null;
  if (file.isDeleted) return seen.kind === 'absent';
  return seen.kind === 'file' && seen.sha256 === file.sha256;
}

/** Returns whether two views show the same thing: equal content, or both absent. */
export function sameSeen(a: FileSeen, b: FileSeen): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind !== 'file' || b.kind !== 'file' || a.sha256 === b.sha256;
}

/**
 * Returns whether a file that was seen has the size and the time of the one on disk, by which BuildKit decides what to send again
 * (https://github.com/tonistiigi/fsutil/blob/master/diff_containerd.go). Times are compared in whole seconds: layers that went
 * through a tar have no others. A file that was written twice in one second is told by `hasTimeOfWriting`.
 */
export function hasSizeAndTimeOf(seen: FileSeen, file: Pick<FileOnHost, 'size' | 'modifiedMs' | 'changedMs'>): boolean {
  if (seen.kind !== 'file' || seen.size !== file.size || hasTimeOfWriting(file)) return false;
  return Math.floor(seen.modifiedMs / 1000) === Math.floor(file.modifiedMs / 1000);
}

/** Saving through another file and a rename takes less than this; a build between two edits takes longer. In milliseconds. */
const longestSave = 100;

/**
 * Returns whether the file has the time at which it was written, and nobody set it back afterwards. No earlier content can have had
 * that time, so a builder sees the edit. A time in whole seconds tells nothing: the file system may keep no fractions.
 */
export function hasTimeOfWriting({ modifiedMs, changedMs }: Pick<FileOnHost, 'modifiedMs' | 'changedMs'>): boolean {
  if (changedMs === undefined || modifiedMs % 1000 === 0) return false;
  return Math.abs(changedMs - modifiedMs) < longestSave;
}

/**
 * Returns whether what was seen in a container was written or removed there after a time (ISO 8601) in the container's life. Archives cut the
 * times of files to whole seconds, so the time's own second counts.
 */
export const isYoungerThan = (seen: FileSeen, time: string): boolean =>
  seen.kind !== 'file' || seen.modifiedMs >= Math.floor(Date.parse(time) / 1000) * 1000;

/** Returns the content's name for people: the sha256, or what stands there instead of a file. */
export const contentName = (seen: FileSeen): string => (seen.kind === 'file' ? `sha256 ${seen.sha256}` : seen.kind);

/** Returns the first twelve hex digits of an ID or digest, without its algorithm, as the docker CLI shows it. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** Returns a container's name without the slash that the engine puts before it. */
export const containerName = (container: { readonly Name: string }): string => container.Name.replace(/^\//, '');

/** Returns whether a container is one of `docker compose run`, by its labels. */
export const isOneOff = (labels: Readonly<Record<string, string>>): boolean =>
  labels['com.docker.compose.oneoff'] === 'True';

/** Returns the command that a container's options were given to, where no Compose file states them. */
export const runnerOf = ({ Config }: Pick<ContainerJson, 'Config'>): string =>
  isOneOff(Config.Labels) ? 'docker compose run' : 'docker run';

/** Returns the name of a container in a list, which may have several there; one without a name goes by its short ID. */
export const listedName = ({ Names, Id }: { readonly Names: readonly string[]; readonly Id: string }): string =>
  Names[0]?.replace(/^\//, '') ?? shortId(Id);
