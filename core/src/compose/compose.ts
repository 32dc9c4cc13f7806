import { basename, join } from '../path.ts';
import { loadFiles, startLoading, withEnvironmentFiles } from './load.ts';
import type { ComposeBuild, ComposeProject } from './model.ts';
import type { Environment } from './environment.ts';
import { createProblemList } from './problems.ts';
import { textOf, variableOf } from './scalar.ts';
import { readService } from './service.ts';
import { child, parseTrees } from './tree.ts';

/**
 * What a project is read from. `files` are absolute paths in the order in which they are merged, `workingDirectory` is the project's
 * folder, `environment` is that of the process, over which `.env` in that folder has no power. `readFile` returns a
 * file's text, or null when it cannot be read. `projectName` is what `-p` or a container's label says.
 */
export interface ComposeInput {
  readonly files: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Environment;
  readonly readFile: (path: string) => string | null;
  readonly projectName?: string;
  /** What `--env-file` named in the place of `.env`; absolute. */
  readonly environmentFiles?: readonly string[];
}

/**
 * Returns the project that the files describe, as Compose v2 reads them. Never fails: of half-written files the services that can be read are
 * there, and the rest is said in `problems`. Services of profiles that are off are there too.
 */
export function readComposeProject(input: ComposeInput): ComposeProject {
  const { files, workingDirectory, readFile } = input;
  const problems = createProblemList();
  const loading = startLoading(readFile, problems);
  const outside = withEnvironmentFiles(readFile, environmentFilesOf(input), input.environment);
  const givenName = input.projectName ?? variableOf(outside, 'COMPOSE_PROJECT_NAME') ?? '';

  const name = normaliseProjectName(
    givenName !== '' ? givenName : (nameInFiles(input, outside) ?? basename(workingDirectory)),
  );
  const environment = { ...outside, COMPOSE_PROJECT_NAME: name };
  const project = loadFiles(loading, files, { baseDir: workingDirectory, environment });

  const services = child(project, 'services');
  const entries = services?.kind === 'map' ? [...services.entries] : [];
  const context = { project, projectName: name, problems };
  const read = entries.map(([serviceName, entry]) => readService(serviceName, entry, context));
  return {
    name,
    services: read,
    problems: problems.all,
    files: [...loading.files],
    isApproximate: problems.all.length > 0,
  };
}

/** Returns the files whose variables are put into the Compose files: the project's `.env`, or those that were named in its place. */
export const environmentFilesOf = ({
  workingDirectory,
  environmentFiles,
}: Pick<ComposeInput, 'workingDirectory' | 'environmentFiles'>): readonly string[] =>
  environmentFiles ?? [join(workingDirectory, '.env')];

/**
 * Returns what the last of the files that has a `name` calls the project, null when none has. It has to be known before the files are read
 * in earnest, since they may use it as a variable; what is wrong in them is reported then.
 */
function nameInFiles({ files, workingDirectory, readFile }: ComposeInput, environment: Environment): string | null {
  const problems = createProblemList();
  const names = files.flatMap((file) => {
    const text = readFile(file) ?? '';
    if (!/\bname['"]?\s*:/.test(text)) return [];
    const trees = parseTrees(text, { file, baseDir: workingDirectory, environment }, problems);
    return trees.flatMap((tree) => textOf(child(tree, 'name'), problems) ?? []);
  });
  return names.filter((name) => name !== '').at(-1) ?? null;
}

/**
 * Returns a project's name as Compose writes it into labels, names and tags: lower case, only letters, digits, `_` and `-`, none of the
 * last two at its beginning (https://docs.docker.com/compose/how-tos/project-name/).
 */
export const normaliseProjectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '');

const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const DEFAULT_OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Returns which of the names in a folder Compose takes when no file is given, in the order in which they are merged: one file, and one that
 * overrides it. Empty when there is none. The order of preference was seen on Compose 2.40.
 */
export function findComposeFiles(names: readonly string[]): string[] {
  const main = DEFAULT_FILES.find((name) => names.includes(name));
  if (main === undefined) return [];
  const override = DEFAULT_OVERRIDES.find((name) => names.includes(name));
  return override === undefined ? [main] : [main, override];
}

/** Returns the absolute path of the Dockerfile of a build, null when it is remote or written inline. */
export function dockerfileOf({ isRemote, dockerfileInline, dockerfile, context }: ComposeBuild): string | null {
  if (isRemote || dockerfileInline) return null;
  return dockerfile?.value ?? join(context.value, 'Dockerfile');
}
