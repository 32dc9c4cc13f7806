import { interpolate } from '../../../core/src/compose/interpolate.ts';
import type { ComposeService } from '../../../core/src/compose/model.ts';
import type { Environment } from '../../../core/src/compose/environment.ts';
import type { SourceLine } from '../../../core/src/compose/source-line.ts';
import { statedEnvironment, type StatedVariable } from '../../../core/src/compose/stated-environment.ts';
import { statedOptions } from '../../../core/src/compose/stated-options.ts';
import { child, type ScalarTree } from '../../../core/src/compose/tree.ts';
import { variableOf } from '../../../core/src/compose/scalar.ts';
import { isImageId, sameImage, withoutDigest } from '../../../core/src/image-reference.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { MountJson } from '../diagnosis/engine-json.ts';
import type { SettingSeen } from '../diagnosis/evidence/configuration.ts';
import { lineOf } from '../workspace/line-of.ts';
import {
  completeHealthcheck,
  containerOptions,
  defaultOptions,
  sameForm,
  type CreatedSettings,
} from './container-options.ts';

export const messages = defineMessages({
  unreadable: '{file} cannot be read',
  unset: '{name} is not set here: its value is not known',
  unread: '{names} of the service cannot be compared',
  notUnderstood: '{name} at {file}:{line} is not understood',
});

/** What is compared: a service as its files state it now, and the container that was created from it. Both may hold secrets. */
export interface ComparedService {
  readonly service: ComposeService;
  readonly container: CreatedSettings & { readonly Mounts: readonly MountJson[] };
  /** The configuration of the image that the container was created from; null when it is gone. */
  readonly image: Readonly<Record<string, unknown>> | null;
  /** The variables of the shell that asks. They win over `.env`, and may have been others when the container was created. */
  readonly shell: Environment;
  readonly readFile: (path: string) => string | null;
  /** Where the variables of the project's `.env` stand. */
  readonly linesOfVariables: ReadonlyMap<string, SourceLine>;
}

/** A setting that differs, before it is known whether the question is about it. */
export type Difference = Omit<SettingSeen, 'isAsked'>;

/** What came of the comparison. */
export interface Comparison {
  readonly compared: number;
  readonly different: readonly Difference[];
  readonly doubts: readonly Text[];
}

/** Returns the settings that the container has otherwise than the service's files state them. Only names come out. */
export function compareSettings(of: ComparedService): Comparison {
  const parts = [compareEnvironment(of), compareLabels(of), compareOptions(of), compareMounts(of), compareNames(of)];
  return {
    compared: parts.reduce((sum, { compared }) => sum + compared, 0),
    different: parts.flatMap(({ different }) => different),
    doubts: parts.flatMap(({ doubts }) => doubts),
  };
}

/** The docker CLI's own configuration gives these to containers, see https://docs.docker.com/engine/cli/proxy/. */
const proxyVariable = /^(?:https?|ftp|all|no)_proxy$/i;

function compareEnvironment(of: ComparedService): Comparison {
  const { service, container, image, readFile } = of;
  const { variables, unreadable } = statedEnvironment(service, readFile);
  const has = variablesOf(container.Config.Env);
  const fromImage = image && variablesOf(image.Env);
  const winning = new Map(variables.map((variable) => [variable.name, variable]));
  const different: Difference[] = [];
  const doubts: Text[] = unreadable.map((file) => messages('unreadable', { file }));
  for (const [name, variable] of winning) {
    const isEqual = has.get(name) === variable.value || isAsV1(of, variable, has.get(name));
    if (isEqual || (variable.value === null && !has.has(name))) continue;
    if (variable.isOpen) doubts.push(messages('unset', { name }));
    else
      different.push({
        ...{ kind: 'environment', name, at: lineOf(variable.at) },
        ...originOf(of, variable.uses),
        state: has.has(name) ? 'differs' : 'absent',
      });
  }
  const isWhole = unreadable.length === 0 && fromImage !== null && child(service.written, 'models') === undefined;
  for (const [name, value] of isWhole ? has : []) {
    if (winning.has(name) || fromImage?.get(name) === value || proxyVariable.test(name)) continue;
    different.push(leftOver(service, 'environment', name));
  }
  return { compared: winning.size, different, doubts };
}

const leftOver = (service: ComposeService, kind: Difference['kind'], name: string): Difference => ({
  ...{ kind, name, at: lineOf(service.at), through: [], state: 'left-over', isSure: true },
});

/** Compose v1 replaces no variables in environment files. */
function isAsV1({ container, readFile }: ComparedService, { at, name, statedIn }: StatedVariable, value?: string) {
  const labels = (container.Config.Labels ?? {}) as Readonly<Record<string, string>>;
  if (statedIn !== 'env_file' || !labels['com.docker.compose.version']?.startsWith('1.')) return false;
  const line = (readFile(at.file) ?? '').split(/\r?\n/)[at.range.start.line] ?? '';
  return value !== undefined && line.replace(/^\s*(?:export\s+)?/, '') === `${name}=${value}`;
}

function compareLabels(of: ComparedService): Comparison {
  const { service, container, image } = of;
  const stated = child(service.written, 'labels');
  const entries = stated?.kind === 'map' ? [...stated.entries] : [];
  const has = (container.Config.Labels ?? {}) as Readonly<Record<string, string>>;
  const fromImage = image && ((image.Labels ?? {}) as Readonly<Record<string, string>>);
  const different: Difference[] = [];
  for (const [name, { keyAt, value }] of entries) {
    if (value.kind !== 'scalar') continue;
    const { read, uses } = resolved(value);
    if (read.unset.length > 0 || has[name] === read.value) continue;
    const state = name in has ? 'differs' : 'absent';
    different.push({ kind: 'label', name, at: lineOf(keyAt), ...originOf(of, uses), state });
  }
  const hasFile = child(service.written, 'label_file') !== undefined;
  const left = Object.entries(has).filter(
    ([name, value]) =>
      !entries.some(([key]) => key === name) &&
      !/^(?:com\.docker\.compose\.|desktop\.docker\.io\/)/.test(name) &&
      fromImage?.[name] !== value,
  );
  if (fromImage && !hasFile) different.push(...left.map(([name]) => leftOver(service, 'label', name)));
  return { compared: entries.length, different, doubts: [] };
}

/** A value with its variables replaced, and their names. */
function resolved({ raw, origin }: ScalarTree) {
  const uses: string[] = [];
  const read = interpolate(raw ?? '', (name) => {
    uses.push(name);
    return variableOf(origin.environment, name);
  });
  return { read, uses };
}

function compareOptions(of: ComparedService): Comparison {
  const { service, container, image } = of;
  const { options, unread } = statedOptions(service);
  const has = containerOptions(container);
  const hasEntrypoint = options.some(({ key }) => key === 'entrypoint');
  const defaults = defaultOptions(image, hasEntrypoint);
  const different: Difference[] = [];
  const doubts: Text[] = unread.length > 0 ? [messages('unread', { names: unread.join(', ') })] : [];
  for (const { key, form, at, uses, isOpen } of options) {
    const wanted = key === 'healthcheck' ? completeHealthcheck(form, image) : form;
    if (sameForm(wanted, has[key]) || isDecidedElsewhere(key, form)) continue;
    if (form === null || isOpen) {
      doubts.push(
        form === null ? messages('notUnderstood', { name: key, ...lineOf(at) }) : messages('unset', { name: key }),
      );
      continue;
    }
    different.push({
      ...{ kind: 'option', name: key, at: lineOf(at) },
      ...originOf(of, uses),
      state: 'differs',
    });
  }
  for (const [key, form] of Object.entries(defaults)) {
    if (options.some((option) => option.key === key) || sameForm(form, has[key])) continue;
    different.push(leftOver(service, 'option', key));
  }
  return { compared: options.length, different, doubts };
}

/** The network of another service or container is written as that container's ID. */
const isDecidedElsewhere = (key: string, form: unknown): boolean =>
  ['network_mode', 'pid', 'ipc'].includes(key) && /^(?:service|container):/.test(String(form));

function compareMounts({ service, container, image }: ComparedService): Comparison {
  const tmpfs = (container.HostConfig.Tmpfs ?? {}) as Readonly<Record<string, string>>;
  const mounts = service.volumes.filter(({ kind }) => ['bind', 'volume', 'anonymous', 'tmpfs'].includes(kind));
  const different: Difference[] = [];
  for (const mount of mounts) {
    const there = container.Mounts.find(({ Destination }) => Destination === mount.target);
    const isThere = there !== undefined || mount.target in tmpfs;
    const source = mount.kind === 'bind' ? hostPathOf(there?.Source ?? '') : there?.Name;
    const hasSource = mount.source === null || mount.kind === 'tmpfs' || source === mount.source;
    const hasMode = there?.RW === undefined || mount.kind === 'tmpfs' || there.RW !== mount.readOnly;
    if (isThere && hasSource && hasMode) continue;
    const at = lineOf(mount.at);
    const state = isThere ? 'differs' : 'absent';
    different.push({ kind: 'mount', name: mount.target, at, through: [], isSure: true, state });
  }
  const declared = Object.keys(image?.Volumes ?? {});
  const left = container.Mounts.filter(
    ({ Type, Name, Destination }) =>
      (Type === 'bind' || Type === 'volume') &&
      !/^[0-9a-f]{64}$/.test(Name ?? '') &&
      !declared.includes(Destination) &&
      !service.volumes.some(({ target }) => target === Destination),
  );
  const isWhole = image !== null && !['volumes_from', 'use_api_socket'].some((key) => child(service.written, key));
  if (isWhole) different.push(...left.map(({ Destination }) => leftOver(service, 'mount', Destination)));
  return { compared: mounts.length, different, doubts: [] };
}

/** The image's name, and the networks'. */
function compareNames(of: ComparedService): Comparison {
  const { service, container } = of;
  const different: Difference[] = [];
  const image = child(service.written, 'image');
  const named = typeof container.Config.Image === 'string' ? container.Config.Image : '';
  if (service.image && !isImageId(named) && !sameImage(service.image.value, withoutDigest(named)))
    different.push({
      ...differing('option', 'image', service.image.at),
      ...originOf(of, image?.kind === 'scalar' ? resolved(image).uses : []),
    });
  const joined = Object.keys(container.NetworkSettings?.Networks ?? {});
  for (const { value, at } of service.networks ?? [])
    if (joined.length > 0 && !joined.includes(value)) different.push(differing('option', 'networks', at));
  return { compared: 1, different, doubts: [] };
}

const differing = (kind: Difference['kind'], name: string, at: SourceLine): Difference => ({
  ...{ kind, name, at: lineOf(at), through: [], state: 'differs', isSure: true },
});

/** Where the variables in a value come from. Only what a file says is sure: the shell may have been another one then. */
function originOf(
  { shell, linesOfVariables }: Pick<ComparedService, 'shell' | 'linesOfVariables'>,
  uses: readonly string[],
): Pick<Difference, 'through' | 'isSure'> {
  const names = [...new Set(uses)].filter((name) => name !== 'COMPOSE_PROJECT_NAME');
  const isOfShell = (name: string): boolean => Object.hasOwn(shell, name) && shell[name] !== undefined;
  return {
    through: names.flatMap((name) => {
      const at = linesOfVariables.get(name);
      return at && !isOfShell(name) ? [lineOf(at)] : [];
    }),
    isSure: !names.some(isOfShell),
  };
}

/** Returns variables `NAME=value` by their names. */
export const variablesOf = (environment: unknown): ReadonlyMap<string, string> =>
  new Map(
    (Array.isArray(environment) ? (environment as readonly string[]) : []).map((entry) => {
      const equals = entry.indexOf('=');
      return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );

/** Returns the variables that a container was created with. Their values never leave a gatherer, so what is kept of a container has none. */
export const variablesOfContainer = ({ Config }: { readonly Config: object }): ReadonlyMap<string, string> =>
  variablesOf((Config as { readonly Env?: unknown }).Env);
