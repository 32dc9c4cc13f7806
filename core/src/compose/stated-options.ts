import { interpolate } from './interpolate.ts';
import type { ComposeService } from './model.ts';
import type { SourceLine } from './source-line.ts';
import { boundPorts, bytes, nanoseconds, shellWords } from './option-syntax.ts';
import { variableOf } from './scalar.ts';
import { child, type Tree } from './tree.ts';

/** One setting of a service, in a form that the engine's own answer can be brought into as well; null where it is not understood. */
export interface StatedOption {
  readonly key: string;
  readonly form: unknown;
  readonly at: SourceLine;
  /** The variables that were put in. */
  readonly uses: readonly string[];
  /** Whether one of them is set nowhere and has no default, so that the value is not known. */
  readonly isOpen: boolean;
}

/** The settings of a service, and the names of those that nothing here reads. */
export interface StatedOptions {
  readonly options: readonly StatedOption[];
  readonly unread: readonly string[];
}

/** What is noted while one setting is read. */
interface Reading {
  readonly uses: string[];
  isOpen: boolean;
}

type Reader = (tree: Tree, reading: Reading) => unknown;

/** Returns the settings that a service states, its environment, mounts and networks left out: those have places of their own. */
export function statedOptions({ written }: Pick<ComposeService, 'written'>): StatedOptions {
  if (written.kind !== 'map') return { options: [], unread: [] };
  const deploy = child(written, 'deploy');
  const limits = child(child(deploy, 'resources'), 'limits');
  const reservations = child(child(deploy, 'resources'), 'reservations');
  // What `deploy` says goes before the older keys beside it, as in Compose's own `getDeployResources`.
  const found: readonly (readonly [string, Tree | undefined, Reader | undefined, SourceLine | undefined])[] = [
    ...[...written.entries].map(
      ([key, { keyAt, value }]) => [key, value, Object.hasOwn(readers, key) ? readers[key] : undefined, keyAt] as const,
    ),
    ['mem_limit', child(limits, 'memory'), size, undefined],
    ['cpus', child(limits, 'cpus'), number, undefined],
    ['pids_limit', child(limits, 'pids'), number, undefined],
    ['mem_reservation', child(reservations, 'memory'), size, undefined],
    ['restart', child(deploy, 'restart_policy'), restartPolicy, undefined],
  ];
  const options = new Map<string, StatedOption>();
  for (const [key, tree, read, keyAt] of found) {
    if (!tree || !read || (tree.kind === 'scalar' && tree.raw === null)) continue;
    const reading: Reading = { uses: [], isOpen: false };
    const form = read(tree, reading) ?? null;
    // What a later file adds to a list is found there.
    const at = keyAt?.file === tree.at.file ? keyAt : tree.at;
    options.set(key, { key, form, at, ...reading });
  }
  const unread = [...written.entries.keys()].filter(
    (key) => !Object.hasOwn(readers, key) && !elsewhere.has(key) && !key.startsWith('x-'),
  );
  return { options: [...options.values()], unread };
}

/** Keys that are read elsewhere, or that change nothing about a container that was created. */
const elsewhere = new Set([
  ...['environment', 'env_file', 'labels', 'volumes', 'tmpfs', 'networks', 'configs', 'secrets'],
  ...['build', 'image', 'depends_on', 'profiles', 'develop', 'deploy', 'extends', 'pull_policy', 'scale', 'attach'],
  ...['annotations', 'links', 'expose', 'post_start', 'pre_stop', 'platform'],
]);

function say(tree: Tree | undefined, reading: Reading): string | null {
  if (tree?.kind !== 'scalar' || tree.raw === null) return null;
  const { value, unset, required, isMalformed } = interpolate(tree.raw, (name) => {
    reading.uses.push(name);
    return variableOf(tree.origin.environment, name);
  });
  reading.isOpen ||= unset.length > 0 || required.length > 0 || isMalformed;
  return value;
}

const word: Reader = (tree, reading) => say(tree, reading);

const flag: Reader = (tree, reading) => /^(?:true|yes|on|y|1)$/i.test(say(tree, reading) ?? '');

const size: Reader = (tree, reading) => bytes(say(tree, reading) ?? '');

const number: Reader = (tree, reading) => {
  const value = say(tree, reading) ?? '';
  return /^-?\d*\.?\d+$/.test(value) ? Number(value) : null;
};

const list: Reader = (tree, reading) =>
  tree.kind === 'list' ? [...new Set(tree.items.map((item) => say(item, reading)))].sort() : null;

/** Capabilities may be written with and without their prefix, and engines differ in what they give back. */
const capabilities: Reader = (tree, reading) => {
  const names = list(tree, reading) as readonly string[] | null;
  return names && [...new Set(names.map((name) => name.toUpperCase().replace(/^CAP_/, '')))].sort();
};

/** `NAME:ADDRESS`, `NAME=ADDRESS`, or a mapping. */
const hosts: Reader = (tree, reading) => {
  if (tree.kind === 'map')
    return [...tree.entries].map(([name, { value }]) => `${name}:${say(value, reading) ?? ''}`).sort();
  const entries = list(tree, reading) as readonly string[] | null;
  return entries?.map((entry) => entry.replace(/^([^:=]+)=/, '$1:')).sort() ?? null;
};

const words: Reader = (tree, reading) =>
  tree.kind === 'list' ? tree.items.map((item) => say(item, reading)) : shellWords(say(tree, reading) ?? '');

const ports: Reader = (tree, reading) => {
  if (tree.kind !== 'list') return null;
  const bound = tree.items.map((item) => {
    if (item.kind !== 'map') return boundPorts(say(item, reading) ?? '');
    const part = (key: string): string => say(child(item, key), reading) ?? '';
    const address = part('host_ip');
    const protocol = part('protocol');
    const host = [...(address === '' ? [] : [address]), part('published')].join(':');
    return boundPorts(`${host === '' ? '' : `${host}:`}${part('target')}${protocol === '' ? '' : `/${protocol}`}`);
  });
  return bound.includes(null) ? null : [...new Set(bound.flat())].sort();
};

const restart: Reader = (tree, reading) => {
  const [name = '', retries = '0'] = (say(tree, reading) ?? '').split(':');
  return { name: name === '' ? 'no' : name, retries: Number(retries) };
};

/** https://docs.docker.com/reference/compose-file/deploy/#restart_policy */
const restartPolicy: Reader = (tree, reading) => {
  const condition = say(child(tree, 'condition'), reading) ?? 'any';
  const names: Readonly<Record<string, string>> = { none: 'no', any: 'always', 'on-failure': 'on-failure' };
  return { name: names[condition] ?? condition, retries: Number(say(child(tree, 'max_attempts'), reading) ?? '0') };
};

const healthcheck: Reader = (tree, reading) => {
  if (child(tree, 'disable') && flag(child(tree, 'disable') ?? tree, reading)) return { Test: ['NONE'] };
  const test = child(tree, 'test');
  const time = (key: string): number | null => nanoseconds(say(child(tree, key), reading) ?? '0s');
  return {
    Test: test?.kind === 'list' ? test.items.map((item) => say(item, reading)) : shellTest(say(test, reading)),
    Interval: time('interval'),
    Timeout: time('timeout'),
    StartPeriod: time('start_period'),
    Retries: Number(say(child(tree, 'retries'), reading) ?? '0'),
  };
};

const shellTest = (command: string | null): readonly string[] | null =>
  command === null ? null : ['CMD-SHELL', command];

const seconds: Reader = (tree, reading) => {
  const time = nanoseconds(say(tree, reading) ?? '');
  return time === null ? null : Math.floor(time / 1e9);
};

const logging: Reader = (tree, reading) => {
  const options = child(tree, 'options');
  const entries = options?.kind === 'map' ? [...options.entries] : [];
  return {
    driver: say(child(tree, 'driver'), reading),
    options: entries.map(([name, { value }]) => `${name}=${say(value, reading) ?? ''}`).sort(),
  };
};

const pairs: Reader = (tree, reading) =>
  tree.kind === 'map'
    ? [...tree.entries].map(([name, { value }]) => `${name}=${say(value, reading) ?? ''}`).sort()
    : null;

/** How each setting is read. The forms are met by `container-options.ts`, from the engine's side. */
const readers: Readonly<Record<string, Reader>> = {
  command: words,
  entrypoint: words,
  user: word,
  working_dir: word,
  hostname: word,
  domainname: word,
  container_name: word,
  stop_signal: word,
  stop_grace_period: seconds,
  network_mode: word,
  pid: word,
  ipc: word,
  cpuset: word,
  runtime: word,
  restart,
  ports,
  healthcheck,
  logging,
  mem_limit: size,
  mem_reservation: size,
  memswap_limit: size,
  shm_size: size,
  cpus: number,
  cpu_shares: number,
  pids_limit: number,
  privileged: flag,
  read_only: flag,
  tty: flag,
  stdin_open: flag,
  init: flag,
  cap_add: capabilities,
  cap_drop: capabilities,
  dns: list,
  dns_search: list,
  security_opt: list,
  group_add: list,
  extra_hosts: hosts,
  sysctls: pairs,
};
