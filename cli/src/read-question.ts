import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Question } from '../../client/src/docker/question.ts';
import { isBelow } from '../../client/src/workspace/disk.ts';
import { defineMessages } from '../../core/src/text.ts';
import { exitStatus, type Io } from './io.ts';
import { Problem } from './problem.ts';
import type { WhyOptions } from './why-command.ts';

export const messages = defineMessages({
  noSuchFile: '{path} does not exist',
  noFile: '{path} is not a file',
  neither: '{path} is neither a file nor a folder',
});

/** Returns the context folders of the builds that are known to this machine. */
type KnownContexts = () => Promise<readonly string[]>;

/** Returns the question that the arguments ask. Throws `Problem` where they name a file that is not there and cannot have been. */
export async function readQuestion(
  file: string | undefined,
  options: WhyOptions,
  io: Io,
  contexts: KnownContexts,
): Promise<Question> {
  const absolute = (path: string): string => resolve(io.workingFolder, path);
  const path = file === undefined ? null : absolute(file);
  const workspaceFolder = await workspaceFolderOf(path, io, contexts);
  if (path !== null) await expectFileOrFolder(path, file ?? path, workspaceFolder, io);
  const composeFiles = options.composeFile ?? [];
  const named = [...(options.dockerfile === undefined ? [] : [options.dockerfile]), ...composeFiles];
  for (const asGiven of named) await expectFile(absolute(asGiven), asGiven, io);
  const question: Question = {
    path,
    shown: path === null ? '' : shownFrom(io.workingFolder, path),
    workspaceFolder,
    container: options.container ?? null,
    dockerfile: options.dockerfile === undefined ? null : absolute(options.dockerfile),
    composeFiles: composeFiles.map(absolute),
    editor: null,
    dockerFlags: dockerFlagsOf(options),
    mayExec: options.exec,
    environment: io.environment,
    askRegistry: options.registry ? 'always' : 'loopback',
  };
  // Whoever names the container leaves nothing to be found.
  return question.container === null ? question : (widened(question, io) ?? question);
}

/** Inside the workspace, and in a folder beside it, a path where nothing is asks about a file that was deleted or renamed. */
async function expectFileOrFolder(path: string, asGiven: string, workspaceFolder: string, io: Io): Promise<void> {
  const kind = await io.kindOf(path);
  const isBeside = isBelow(dirname(workspaceFolder), path) && (await io.kindOf(dirname(path))) === 'folder';
  if (kind === null && !isBelow(workspaceFolder, path) && !isBeside)
    throw new Problem(messages('noSuchFile', { path: asGiven }), exitStatus.badInput);
  if (kind === 'other') throw new Problem(messages('neither', { path: asGiven }), exitStatus.badInput);
}

async function expectFile(path: string, asGiven: string, io: Io): Promise<void> {
  const kind = await io.kindOf(path);
  if (kind === null) throw new Problem(messages('noSuchFile', { path: asGiven }), exitStatus.badInput);
  if (kind !== 'file') throw new Problem(messages('noFile', { path: asGiven }), exitStatus.badInput);
}

/** The flags that lead the docker CLI to the same engine, for the commands in remedies. */
const dockerFlagsOf = ({ context, host }: WhyOptions): readonly string[] => [
  ...(context === undefined ? [] : ['--context', context]),
  ...(host === undefined ? [] : ['--host', host]),
];

/** A path below the working folder is shown as people type it there; any other in full. */
const shownFrom = (folder: string, path: string): string =>
  (isBelow(folder, path) ? relative(folder, path) || '.' : path).split(sep).join('/');

/** Names that mark a project where there is no git repository. */
const markers = [
  'Dockerfile',
  'Containerfile',
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
];

/** Folders of a project in which people keep these files, where none stands at its top. */
const markedFolders = ['deploy', 'deployment', 'docker', '.docker', 'infra', 'ops', 'build'];

/**
 * Returns the folder in which Compose files and Dockerfiles of the file are looked for: the project around it, else the working folder when
 * the file is in it, else the project that the question is asked in, since `why ../shared/x.js` asks about that one; else the file's own folder.
 */
async function workspaceFolderOf(path: string | null, io: Io, contexts: KnownContexts): Promise<string> {
  const start = path === null ? io.workingFolder : (await io.kindOf(path)) === 'folder' ? path : dirname(path);
  const project = await projectAround(start, io, contexts);
  if (project !== null) return project;
  if (isBelow(io.workingFolder, start)) return io.workingFolder;
  return (await projectAround(io.workingFolder, io, contexts)) ?? start;
}

/**
 * Returns the project's folder: the nearest one above with a git repository, else the highest with a Dockerfile or Compose file or that a
 * build had for its context, else the highest with such a file in a folder for it; null where there is none. A Dockerfile in the home folder
 * or at the root makes no project of all that is below.
 */
async function projectAround(start: string, io: Io, contexts: KnownContexts): Promise<string | null> {
  const above = foldersAbove(start);
  for (const folder of above) if ((await io.kindOf(join(folder, '.git'))) !== null) return folder;
  const projects = above.filter((folder) => folder !== io.homeFolder && folder !== dirname(folder));
  const isMarked = async (folder: string): Promise<boolean> =>
    (await Promise.all(markers.map((marker) => io.kindOf(join(folder, marker))))).includes('file');
  const highestFirst = [...projects].reverse();
  const built = new Set(await contexts());
  for (const folder of highestFirst) if (built.has(folder) || (await isMarked(folder))) return folder;
  for (const folder of highestFirst)
    for (const name of markedFolders) if (await isMarked(join(folder, name))) return folder;
  return null;
}

/**
 * Returns the question with the working folder for its workspace: a project may lie in several folders, and none of them be above the file's.
 * Null where the working folder is no wider one, or holds the user's home.
 */
export function widened(question: Question, { workingFolder, homeFolder }: Io): Question | null {
  const { path, workspaceFolder } = question;
  const isWider = workingFolder !== workspaceFolder && isBelow(workingFolder, workspaceFolder);
  if (path === null || !isWider || isBelow(workingFolder, homeFolder)) return null;
  return { ...question, workspaceFolder: workingFolder, isWidened: true };
}

/**
 * Returns the question with the repository that it is asked in for its workspace: a project may take files of another one beside it. Null
 * where it is asked in the file's own, or in none.
 */
export async function askedBeside(question: Question, io: Io): Promise<Question | null> {
  const { path, workspaceFolder } = question;
  if (path === null || isBelow(io.workingFolder, path) || isBelow(workspaceFolder, io.workingFolder)) return null;
  const project = await projectAround(io.workingFolder, io, () => Promise.resolve([]));
  return project === null || isBelow(project, path) ? null : { ...question, workspaceFolder: project };
}

/** Returns a folder and all above it, itself first. */
function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}
