import { join, resolve } from 'node:path';
import { findComposeFiles, readComposeProject } from '../../../core/src/compose/compose.ts';
import type { ComposeMount, ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import type { TextEdit } from '../../../core/src/range.ts';
import { isOneOff } from '../diagnosis/content.ts';
import type { ServiceInCompose } from '../diagnosis/evidence/service.ts';
import type { Disk } from './disk.ts';
import { lineOf } from './line-of.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a container says that it comes from, by the labels Compose gave it. Compose v1 wrote `config_files` relative. */
export interface ComposeOrigin {
  readonly project: string;
  readonly service: string;
  readonly workingDirectory: string;
  readonly files: readonly string[];
  /** What `--env-file` named in the place of `.env`; null when nothing was. */
  readonly environmentFiles: readonly string[] | null;
  readonly isOneOff: boolean;
  /** Compose v1 made it: its version says so, or it has no absolute path of a Compose file. */
  readonly isV1: boolean;
}

/** Returns where a container comes from by its labels, null when Compose did not make it. */
export function composeOrigin(labels: Readonly<Record<string, string>>): ComposeOrigin | null {
  const label = (name: string): string | undefined => labels[`com.docker.compose.${name}`];
  const project = label('project');
  const service = label('service');
  const workingDirectory = label('project.working_dir');
  if (project === undefined || service === undefined || workingDirectory === undefined) return null;
  const filesIn = (name: string): readonly string[] =>
    (label(name) ?? '')
      .split(',')
      .filter((file) => file !== '')
      .map((file) => resolve(workingDirectory, file));
  const written = label('project.config_files') ?? '';
  const environmentFiles = filesIn('project.environment_file');
  return {
    project,
    service,
    workingDirectory,
    files: filesIn('project.config_files'),
    environmentFiles: environmentFiles.length > 0 ? environmentFiles : null,
    isOneOff: isOneOff(labels),
    isV1: label('version')?.startsWith('1.') ?? (written !== '' && !/^([/\\]|[A-Za-z]:)/.test(written)),
  };
}

/** Reads a project from its files; what cannot be read stands in its `problems`. */
export const loadCompose = (
  disk: Disk,
  files: readonly string[],
  workingDirectory: string,
  environment: Environment,
): ComposeProject =>
  readComposeProject({ files, workingDirectory, environment, readFile: (path) => disk.readTextNow(path) });

/** Reads the project that a container comes from, from the given files, with the name and environment files that its labels say. */
export const loadProjectOf = (
  disk: Disk,
  files: readonly string[],
  { workingDirectory, project, environmentFiles }: ComposeOrigin,
  environment: Environment,
): ComposeProject =>
  readComposeProject({
    files,
    workingDirectory,
    environment,
    readFile: (path) => disk.readTextNow(path),
    projectName: project,
    ...(environmentFiles && { environmentFiles }),
  });

/** Returns the files `docker compose` would read in a folder without `-f`: the main one and its override. Empty when there are none. */
export async function defaultComposeFiles(disk: Disk, folder: string): Promise<readonly string[]> {
  const names = (await disk.list(folder)).filter(({ isFolder }) => !isFolder).map(({ name }) => name);
  return findComposeFiles(names).map((name) => join(folder, name));
}

/**
 * Returns the files that state a container's project now: those its labels name. Where none of them is there any more, because
 * the file was renamed, they are those that Compose would take in the project's folder. An override file that was added since counts
 * when the question is about it.
 */
export async function composeFilesOf(
  disk: Disk,
  origin: ComposeOrigin,
  asked: string | null = null,
): Promise<readonly string[]> {
  const usual = await defaultComposeFiles(disk, origin.workingDirectory);
  const found = await Promise.all(origin.files.map((file) => disk.stat(file)));
  if (found.every((entry) => entry === null)) return usual.length > 0 ? usual : origin.files;
  // Compose merges an override file only while it is there; a file that was named to it must be.
  const left = origin.files.filter((_, index) => index === 0 || found[index] !== null);
  if (left.length < origin.files.length) return left;
  const [main, override] = usual;
  if (asked === null || override === undefined || origin.files.length !== 1) return origin.files;
  const isNewOverride = origin.files[0] === main && (await disk.realPath(override)) === (await disk.realPath(asked));
  return isNewOverride ? usual : origin.files;
}

/** Returns the service as the report needs it; `service` is null when the files no longer state it, and `all` are those that they do. */
export function serviceInCompose(
  disk: Disk,
  origin: ComposeOrigin,
  files: readonly string[],
  service: ComposeService | null,
  all: readonly ComposeService[],
): ServiceInCompose {
  const lenders = service ? lendersOf(service, all) : [];
  return {
    project: origin.project,
    service: origin.service,
    workingDirectory: origin.workingDirectory,
    files,
    hasBuild: service?.build != null,
    ...(service ? { imageName: service.imageName } : {}),
    ...(service?.pullPolicy
      ? { pullPolicy: { value: service.pullPolicy.value, at: lineOf(service.pullPolicy.at) } }
      : {}),
    ...(service?.replicas ? { replicas: { count: service.replicas.value, at: lineOf(service.replicas.at) } } : {}),
    ...(lenders.length > 0 ? { volumesFrom: lenders.map(({ name }) => name) } : {}),
    mounts: [...(service ? [service] : []), ...lenders].flatMap(({ volumes }) =>
      volumes.map((mount) => ({
        kind: mount.kind,
        source: mount.source,
        target: mount.target,
        at: lineOf(mount.at),
        removal: removalOf(disk, mount, volumes),
      })),
    ),
    at: service ? lineOf(service.at) : null,
  };
}

/** The services whose mounts a service takes over, and those whose mounts these take over, the nearest first. */
function lendersOf(service: ComposeService, all: readonly ComposeService[]): readonly ComposeService[] {
  const found = [service];
  // Those that are found are gone through, too.
  for (const { volumesFrom } of found)
    found.push(...all.filter((each) => volumesFrom.includes(each.name) && !found.includes(each)));
  return found.slice(1);
}

/**
 * Returns the edit that takes a mount out of its list: its lines go, and the list's key with the only one. An empty list stays where the key
 * is all that the service states, because Compose refuses a key without a value. Null for a list in brackets, whose entries share a line.
 */
function removalOf(disk: Disk, { at, origin }: ComposeMount, all: readonly ComposeMount[]): TextEdit | null {
  const { start, end } = at.range;
  const lines = (disk.readTextNow(at.file) ?? '').split('\n');
  const before = (lines[start.line] ?? '').slice(0, start.character);
  const isAlone = all.filter((other) => other.origin === origin && other.at.file === at.file).length === 1;
  if (!/^\s*-\s+$/.test(before)) return null;
  const afterLast = { line: end.line + (end.character > 0 ? 1 : 0), character: 0 };
  const goesWithKey = isAlone && isOneOfKeys(lines, start.line - 1, afterLast.line);
  const newText = isAlone && !goesWithKey ? before.replace(/-\s+$/, '  []\n') : '';
  const first = goesWithKey ? start.line - 1 : start.line;
  return { range: { start: { line: first, character: 0 }, end: afterLast }, newText };
}

/** Whether a line holds a key alone, and the line before it or the one after its value is of another key of the same mapping. */
function isOneOfKeys(lines: readonly string[], line: number, after: number): boolean {
  const indent = /^(\s*)\w+:\s*$/.exec(lines[line] ?? '')?.[1];
  if (indent === undefined) return false;
  return [lines[line - 1], lines[after]].some(
    (other = '') => other.startsWith(indent) && /^[\w"']/.test(other.slice(indent.length)),
  );
}
