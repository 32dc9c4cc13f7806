import { dirname, join, resolve } from '../path.ts';
import { parseEnvironmentFile } from './environment-file.ts';
import { mergeMaps } from './merge.ts';
import type { Environment } from './environment.ts';
import type { SourceLine } from './source-line.ts';
import { composeMessages, type ProblemList } from './problems.ts';
import { textOf, textsOf } from './scalar.ts';
import { child, emptyMap, parseTrees, startOf, type Entry, type MapTree, type Tree } from './tree.ts';

/**
 * What the reading of one project shares: how to read a file, what went wrong, which files were read, and how often one was asked
 * for. A file that many services extend is parsed once for each environment and folder it is read with.
 */
export interface Loading {
  readonly readFile: (path: string) => string | null;
  readonly problems: ProblemList;
  readonly files: Set<string>;
  readonly parsed: Map<Environment, Map<string, readonly MapTree[]>>;
  requests: number;
}

/** Returns the state in which the reading of a project begins. */
export const startLoading = (readFile: Loading['readFile'], problems: ProblemList): Loading => ({
  readFile,
  problems,
  files: new Set(),
  parsed: new Map(),
  requests: 0,
});

/** Where relative paths start and variables come from; an included file has its own. */
export interface Scope {
  readonly baseDir: string;
  readonly environment: Environment;
}

// Files that include each other crosswise are asked for exponentially often, without any circle.
const MAX_REQUESTS = 2000;
const MAX_TRAIL = 50;
const IMPORTED_SECTIONS: readonly string[] = ['services', 'volumes', 'configs', 'secrets', 'networks'];

/**
 * Returns the files merged in their order, with `extends` and `include` carried out. `trail` are the files that led here, to
 * notice a circle. Never fails: what cannot be read is missing, and said in `loading.problems`.
 */
export function loadFiles(
  loading: Loading,
  paths: readonly string[],
  scope: Scope,
  trail: readonly string[] = [],
): MapTree {
  let merged = emptyMap({ ...scope, file: paths[0] ?? scope.baseDir });
  for (const path of paths) {
    for (const tree of readTrees(loading, path, scope, startOf(path))) {
      const extended = applyExtends(loading, tree, path, scope);
      merged = mergeMaps(merged, applyIncludes(loading, extended, scope, [...trail, path]));
    }
  }
  return merged;
}

/** Returns the mappings that a file's documents are; `askedAt` is where the file is asked for. */
function readTrees(loading: Loading, path: string, scope: Scope, askedAt: SourceLine): readonly MapTree[] {
  loading.requests += 1;
  if (loading.requests > MAX_REQUESTS) {
    loading.problems.add('too-many-files', composeMessages('too-many-files', { count: MAX_REQUESTS }), askedAt);
    return [];
  }
  const key = JSON.stringify([path, scope.baseDir]);
  const known = loading.parsed.get(scope.environment) ?? new Map<string, readonly MapTree[]>();
  loading.parsed.set(scope.environment, known);
  const trees = known.get(key) ?? parseFile(loading, path, scope, askedAt);
  known.set(key, trees);
  return trees;
}

function parseFile({ readFile, problems, files }: Loading, path: string, scope: Scope, askedAt: SourceLine): MapTree[] {
  const text = readFile(path);
  if (text === null) {
    problems.add('unreadable-file', composeMessages('unreadable-file', { file: path }), askedAt);
    return [];
  }
  files.add(path);
  const trees = parseTrees(text, { ...scope, file: path }, problems);
  return trees.filter((tree): tree is MapTree => tree.kind === 'map');
}

/** Returns `tree` with each service laid upon the one it extends. */
function applyExtends(loading: Loading, tree: MapTree, path: string, scope: Scope): MapTree {
  const services = child(tree, 'services');
  if (services?.kind !== 'map') return tree;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of services.entries) {
    entries.set(name, { ...entry, value: extendService(loading, { services, path, scope }, name, entry.value, []) });
  }
  return withEntry(tree, 'services', { ...services, entries });
}

function withEntry(tree: MapTree, key: string, value: Tree): MapTree {
  const keyAt = tree.entries.get(key)?.keyAt ?? tree.at;
  return { ...tree, entries: new Map(tree.entries).set(key, { keyAt, value }) };
}

/** Where a service stands: beside which others, in which file. */
interface Surroundings {
  readonly services: MapTree;
  readonly path: string;
  readonly scope: Scope;
}

function extendService(
  loading: Loading,
  around: Surroundings,
  name: string,
  service: Tree,
  trail: readonly string[],
): Tree {
  const clause = child(service, 'extends');
  if (clause === undefined || service.kind !== 'map') return service;
  const baseName = textOf(clause.kind === 'map' ? child(clause, 'service') : clause, loading.problems) ?? '';
  const step = JSON.stringify([around.path, name]);
  if (trail.includes(step) || trail.length >= MAX_TRAIL) {
    loading.problems.add('endless-reference', composeMessages('endless-reference', { name }), clause.at);
    return service;
  }

  const there = baseSurroundings(loading, around, clause);
  if (there === null) return service;
  const base = there.services.entries.get(baseName)?.value;
  if (base === undefined) {
    const text = composeMessages('missing-service', { service: baseName, file: there.path });
    loading.problems.add('missing-service', text, clause.at);
    return service;
  }
  const extendedBase = extendService(loading, there, baseName, base, [...trail, step]);
  if (extendedBase.kind !== 'map') return service;
  const place = ['services', name];
  return mergeMaps(mergeMaps(emptyMap(extendedBase.origin), extendedBase, place), service, place);
}

/** Returns where the service stands that is extended: in this file, or in the one the clause names. Null when that cannot be read. */
function baseSurroundings(loading: Loading, around: Surroundings, clause: Tree): Surroundings | null {
  const file = textOf(child(clause, 'file'), loading.problems);
  if (file === null) return around;
  if (reportRemote(loading, file, clause.at)) return null;
  const path = resolve(around.scope.baseDir, file);
  const scope: Scope = { ...around.scope, baseDir: dirname(path) };
  const sections = readTrees(loading, path, scope, clause.at).map((tree) => child(tree, 'services'));
  const services = sections.filter((section) => section?.kind === 'map').at(-1);
  return { services: services ?? emptyMap({ ...scope, file: path }), path, scope };
}

/** Returns `tree` with what its `include` section brings in beside its own resources. */
function applyIncludes(loading: Loading, tree: MapTree, scope: Scope, trail: readonly string[]): MapTree {
  const include = child(tree, 'include');
  if (include?.kind !== 'list') return tree;
  return include.items.reduce<MapTree>((whole, item) => {
    const included = loadIncluded(loading, item, scope, trail);
    return included === null ? whole : addResources(whole, included);
  }, tree);
}

function loadIncluded(loading: Loading, item: Tree, scope: Scope, trail: readonly string[]): MapTree | null {
  const { problems } = loading;
  const written = textsOf(item.kind === 'map' ? child(item, 'path') : item, problems);
  if (written.some((path) => reportRemote(loading, path, item.at))) return null;
  const paths = written.map((path) => resolve(scope.baseDir, path));
  const first = paths[0];
  if (first === undefined) return null;
  if (paths.some((path) => trail.includes(path)) || trail.length >= MAX_TRAIL) {
    problems.add('endless-reference', composeMessages('endless-reference', { name: first }), item.at);
    return null;
  }
  const folder = textOf(child(item, 'project_directory'), problems);
  const baseDir = folder === null ? dirname(first) : resolve(scope.baseDir, folder);
  const listed = textsOf(child(item, 'env_file'), problems).map((path) => resolve(scope.baseDir, path));
  const environment = withEnvironmentFiles(
    loading.readFile,
    listed.length > 0 ? listed : [join(baseDir, '.env')],
    scope.environment,
  );
  return loadFiles(loading, paths, { baseDir, environment }, trail);
}

/** Adds the resources that are not there yet: for Compose a clash of two definitions is an error, not a merge. */
function addResources(tree: MapTree, included: MapTree): MapTree {
  return IMPORTED_SECTIONS.reduce<MapTree>((whole, section) => {
    const brought = child(included, section);
    if (brought?.kind !== 'map') return whole;
    const own = child(whole, section);
    if (own?.kind !== 'map') return withEntry(whole, section, brought);
    return withEntry(whole, section, { ...own, entries: new Map([...brought.entries, ...own.entries]) });
  }, tree);
}

/** Reports, and returns whether `address` is something that would have to be fetched: a Git repository, an OCI artefact. */
function reportRemote(loading: Loading, address: string, at: SourceLine): boolean {
  const isRemote = /^(?:[a-z][a-z0-9+.-]+:\/\/|git@|github\.com\/)/i.test(address);
  if (isRemote) loading.problems.add('remote-file', composeMessages('remote-file', { address }), at);
  return isRemote;
}

/**
 * Returns `environment` with the variables of `.env` files beneath it: what is set outside wins, and of the files the later. A file that
 * is not there has no variables.
 */
export function withEnvironmentFiles(
  readFile: (path: string) => string | null,
  paths: readonly string[],
  environment: Environment,
): Environment {
  const variables = new Map<string, string>();
  const outer = (name: string): string | undefined =>
    Object.hasOwn(environment, name) ? environment[name] : undefined;
  for (const path of paths) {
    const text = readFile(path);
    if (text === null) continue;
    const lookup = (name: string): string | undefined => outer(name) ?? variables.get(name);
    for (const [name, value] of parseEnvironmentFile(text, lookup)) variables.set(name, value);
  }
  const set = Object.entries(environment).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...variables, ...set]);
}
