import { parseImageReference } from '../../../../core/src/image-reference.ts';
import type { Report } from './report.ts';

/** Who asked, and where: what a report that strangers read must not tell. */
export interface Asker {
  readonly homeFolder: string;
  readonly userName: string;
  /** The folder of the workspace. */
  readonly folder: string;
}

/** Registries that everybody knows; the name of any other tells for whom somebody works. */
const publicRegistries = new Set([
  'docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
]);

/**
 * Returns the report as it can be pasted in public: folders of the workspace as `.` and of the home as `~`, no user name, no name of a host
 * or of a private registry. Names of files, containers, images and services stay: without them the report says nothing.
 */
export function forPublic(report: Report, asker: Asker): Report {
  const hide = hiderFor(report, asker);
  return mapStrings(report, hide);
}

type Hide = (shown: string) => string;

function hiderFor({ container, engine }: Report, { homeFolder, userName, folder }: Asker): Hide {
  const steps: Hide[] = [hideHosts];
  const registry = parseImageReference(container.image)?.domain;
  if (registry !== undefined && !publicRegistries.has(registry) && !registry.startsWith('localhost'))
    steps.push((shown) => shown.replaceAll(registry, 'registry.example'));
  if (folder.length > 1) steps.push(folderHider(folder, '.'));
  if (homeFolder.length > 1) steps.push(folderHider(homeFolder, '~'));
  if (userName !== '' && userName !== 'root') steps.push(nameHider(userName));
  // A context is named by its owner, and often after a customer.
  if (engine.context !== '' && engine.context !== 'default') steps.push(wholeHider(engine.context, 'my-context'));
  return (shown) => steps.reduce((said, step) => step(said), shown);
}

/** `ssh://ada@build.example.org:22` and `tcp://…` name a machine; a socket names none. */
const hideHosts: Hide = (shown) =>
  shown.replace(/\b(tcp|ssh|https?):\/\/(?:[^\s/@]*@)?(?:\[[^\]]*\]|[^\s/:'"]+)/gi, '$1://host');

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const folderHider = (folder: string, sign: string): Hide => {
  const place = new RegExp(`${escaped(folder.replace(/[/\\]+$/, ''))}(?=[/\\\\\\s'",):;]|$)`, 'g');
  return (shown) => shown.replace(place, sign);
};

/** A name is hidden where it is a part of a path or an address, not where it is a word of a sentence. */
const nameHider = (name: string): Hide => {
  const place = new RegExp(`(?<=[/\\\\])${escaped(name)}(?=[/\\\\]|$)|\\b${escaped(name)}(?=@)`, 'g');
  return (shown) => shown.replace(place, 'user');
};

const wholeHider =
  (word: string, sign: string): Hide =>
  (shown) =>
    shown === word ? sign : shown;

/** Returns the same plain value with every string in it replaced; keys stay as they are. */
function mapStrings<T>(value: T, change: Hide): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((element: unknown) => mapStrings(element, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, mapStrings(element, change)])) as T;
}
