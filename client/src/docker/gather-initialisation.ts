import { readEnvironmentFile } from '../../../core/src/compose/environment-file.ts';
import { rawVariables, statedEnvironment } from '../../../core/src/compose/stated-environment.ts';
import { isReadOnce } from '../diagnosis/initial-variables.ts';
import type { Initialisation, ReadOnce } from '../diagnosis/evidence/initialisation.ts';
import { routesFor } from '../workspace/plan-build.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { databaseData } from './database-data.ts';
import { EngineFailure } from './engine.ts';
import { askedSettings } from './gather-configuration.ts';
import { failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';

/** Folders whose scripts database images run once; Postgres, MySQL, MariaDB, MongoDB and others use the first name. */
const initFolder =
  /^.*\/(?:docker-entrypoint-initdb|docker-entrypoint-init|container-entrypoint-initdb|initdb|init-?db)\.d(?=\/)/;

/** Asks how old a database's data are, where the file is one that its image reads only while there are none. */
export async function gatherInitialisation(gatherer: Gatherer, look: Look): Promise<void> {
  const { containerPath, file, isThere } = look;
  if (!isThere || containerPath === null) return;
  const changed = { file: file.path, changedMs: Math.min(file.modifiedMs, copiedMs(gatherer, look) ?? Infinity) };
  const folder = initFolder.exec(containerPath)?.[0];
  if (folder !== undefined) return record(gatherer, { kind: 'folder', names: [folder], isAll: true, ...changed });
  const variable = fileVariable(gatherer, containerPath);
  if (variable !== null) await record(gatherer, { kind: 'file', names: [variable], isAll: true, ...changed });
}

/**
 * When the image's layer with the file was made, in milliseconds since 1970: a file that was touched since comes from the cache and keeps it.
 * Null for a file that a mount brings, and for an image that bears no times.
 */
function copiedMs({ build }: Gatherer, { file, containerPath, mount }: Look): number | null {
  if (mount || 'problem' in build) return null;
  const copy = routesFor(build, file.path).final.find((route) => route.containerPath === containerPath);
  const copied = copy && build.found.match.entries.get(copy.instruction)?.Created;
  return copied ? copied * 1000 : null;
}

/** A variable such as `POSTGRES_PASSWORD_FILE` that names the file. */
function fileVariable({ container }: Gatherer, path: string): string | null {
  const has = variablesOfContainer(container);
  for (const [name, value] of has) if (value === path && isReadOnce(name)) return name;
  return null;
}

/** Asks the same where the question is about a file that states such variables, and the container has what it states. */
export async function gatherInitialVariables(gatherer: Gatherer): Promise<void> {
  const { disk, question, evidence } = gatherer;
  const configuration = knownValue(evidence.configuration);
  const asked = question.path === null || !configuration ? null : await askedSettings(gatherer);
  if (asked === null || question.path === null) return;
  const real = (await disk.realPath(question.path)) ?? question.path;
  const entry = await disk.stat(real);
  const stated = await statedIn(gatherer, real, asked);
  const differing = new Set(configuration?.different.map(({ name }) => name));
  const names = stated.names.filter((name) => !differing.has(name));
  if (!entry || names.length === 0) return;
  const { isAll } = stated;
  await record(gatherer, { kind: 'variables', names, isAll, file: question.path, changedMs: entry.modifiedMs });
}

/** The variables of a file that are read once, by the names that the container has them by, and whether it states nothing else. */
async function statedIn(
  { disk, service }: Gatherer,
  real: string,
  asked: NonNullable<Awaited<ReturnType<typeof askedSettings>>>,
): Promise<{ readonly names: readonly string[]; readonly isAll: boolean }> {
  const text = disk.readTextNow(real) ?? '';
  if (asked === 'run-file') return onlyOnce(rawVariables(text).map(({ name }) => name));
  if (!service) return { names: [], isAll: false };
  const { variables } = statedEnvironment(service, (path) => disk.readTextNow(path));
  if (asked === 'variables-file') {
    const inFile = readEnvironmentFile(text, () => '').map(({ name }) => name);
    const once = variables.filter(({ name, uses }) => isReadOnce(name) && uses.some((use) => inFile.includes(use)));
    const isAll = inFile.every((name) => once.some(({ uses }) => uses.includes(name)));
    return { names: [...new Set(once.map(({ name }) => name))], isAll };
  }
  const here: string[] = [];
  for (const { name, at } of variables) if (((await disk.realPath(at.file)) ?? at.file) === real) here.push(name);
  const stated = onlyOnce(here);
  return { ...stated, isAll: stated.isAll && asked === 'environment-file' };
}

function onlyOnce(stated: readonly string[]): { readonly names: readonly string[]; readonly isAll: boolean } {
  const names = [...new Set(stated)].filter(isReadOnce);
  return { names, isAll: names.length > 0 && stated.every(isReadOnce) };
}

async function record(gatherer: Gatherer, readOnce: ReadOnce): Promise<void> {
  const { evidence, name } = gatherer;
  try {
    const data = await databaseData(gatherer, readOnce.kind === 'folder' ? (readOnce.names[0] ?? null) : null);
    const initialisation: Initialisation | null = data && { readOnce, ...data };
    evidence.initialisation = known(initialisation, `docker inspect ${name} → .Mounts`);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') throw error;
    evidence.initialisation = missing(failureText(error));
  }
}
