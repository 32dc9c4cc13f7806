import type { BuildSecret, ComposeMount, ComposeMountKind } from './model.ts';
import { composeMessages, type ProblemList } from './problems.ts';
import { hostPath, isTrue, textOf } from './scalar.ts';
import { child, type Tree } from './tree.ts';
import { cleanTarget, parseShortVolume } from './volume-syntax.ts';

const KINDS: readonly ComposeMountKind[] = ['bind', 'volume', 'tmpfs', 'npipe', 'cluster', 'image'];
const FILE_MOUNTS = [
  { origin: 'configs', folder: '/' },
  { origin: 'secrets', folder: '/run/secrets/' },
] as const;

/** What a service's mounts are read against: the whole merged project, and its name. */
export interface MountContext {
  readonly project: Tree;
  readonly projectName: string;
  readonly problems: ProblemList;
}

/**
 * Returns the mounts of a service. Of several with one target the last wins, at the place of the first, as with Compose
 * (https://docs.docker.com/reference/compose-file/merge/#unique-resources).
 */
export function readMounts(service: Tree, context: MountContext): ComposeMount[] {
  const volumes = itemsOf(child(service, 'volumes')).flatMap((item) => readVolume(item, context) ?? []);
  const tmpfs = itemsOf(child(service, 'tmpfs')).flatMap((item) => readTmpfs(item, context) ?? []);
  const files = FILE_MOUNTS.flatMap(({ origin, folder }) =>
    uniqueByTarget(
      itemsOf(child(service, origin)).flatMap((item) => readFileMount(item, origin, folder, context) ?? []),
    ),
  );
  return [...uniqueByTarget(volumes), ...tmpfs, ...files];
}

/** Returns the secrets of a build section that come from a file; a RUN knows one by its target, else by its name. */
export function readBuildSecrets(build: Tree, context: MountContext): BuildSecret[] {
  return itemsOf(child(build, 'secrets')).flatMap((item) => {
    const mount = readFileMount(item, 'secrets', '/', context);
    return mount?.source ? [{ id: mount.target.slice(1), file: mount.source, at: mount.at }] : [];
  });
}

const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

/** A map keeps a key's place when its value is replaced, which is the order Compose gives. */
const uniqueByTarget = (mounts: readonly ComposeMount[]): ComposeMount[] => [
  ...new Map(mounts.map((mount) => [mount.target, mount])).values(),
];

function readVolume(item: Tree, context: MountContext): ComposeMount | null {
  const volume = item.kind === 'map' ? readLongVolume(item, context) : readShortVolume(item, context);
  if (volume === null) context.problems.add('bad-volume', composeMessages('bad-volume'), item.at);
  return volume;
}

function readShortVolume(item: Tree, context: MountContext): ComposeMount | null {
  const volume = parseShortVolume(textOf(item, context.problems) ?? '');
  return volume === null ? null : finishVolume(item, volume, context);
}

function readLongVolume(item: Tree, context: MountContext): ComposeMount | null {
  const type = textOf(child(item, 'type'), context.problems);
  const target = textOf(child(item, 'target'), context.problems);
  const source = textOf(child(item, 'source'), context.problems);
  const kind = KINDS.find((known) => known === type);
  if (kind === undefined || target === null || target === '') return null;
  const readOnly = isTrue(child(item, 'read_only'), context.problems);
  const isAnonymous = kind === 'volume' && (source === null || source === '');
  const volume = { kind: isAnonymous ? 'anonymous' : kind, source, target: cleanTarget(target), readOnly } as const;
  // A relative source starts where the file counts from that has the source, which an anchor may share with another.
  return finishVolume(child(item, 'source') ?? item, volume, context, item);
}

function finishVolume(
  source: Tree,
  volume: Pick<ComposeMount, 'kind' | 'source' | 'target' | 'readOnly'>,
  context: MountContext,
  item: Tree = source,
): ComposeMount {
  const mount = { ...volume, origin: 'volumes', key: null, at: item.at } as const;
  if (volume.source === null || volume.source === '') return { ...mount, source: null };
  if (volume.kind === 'bind') return { ...mount, source: hostPath(volume.source, source, context.problems) };
  if (volume.kind !== 'volume') return mount;
  return { ...mount, key: volume.source, source: volumeNameOf(volume.source, context) };
}

const volumeNameOf = (key: string, { project, projectName, problems }: MountContext): string =>
  nameOnEngine(key, child(child(project, 'volumes'), key), projectName, problems);

/** Returns what a volume or network of the file is called on the engine. */
export function nameOnEngine(
  key: string,
  definition: Tree | undefined,
  projectName: string,
  problems: ProblemList,
): string {
  const external = child(definition, 'external');
  const name = textOf(child(definition, 'name'), problems) ?? textOf(child(external, 'name'), problems);
  if (name !== null && name !== '') return name;
  return external?.kind === 'map' || isTrue(external, problems) ? key : `${projectName}_${key}`;
}

function readTmpfs(item: Tree, { problems }: MountContext): ComposeMount | null {
  const target = (textOf(item, problems) ?? '').split(':')[0] ?? '';
  if (target === '') return null;
  const mount = { kind: 'tmpfs', origin: 'tmpfs', key: null, source: null, readOnly: false } as const;
  return { ...mount, target: cleanTarget(target), at: item.at };
}

/** A config or secret that comes from a file is a read-only bind mount of that file; one of another origin is no mount. */
function readFileMount(
  item: Tree,
  origin: 'configs' | 'secrets',
  folder: string,
  { project, problems }: MountContext,
): ComposeMount | null {
  const key = textOf(item.kind === 'map' ? child(item, 'source') : item, problems);
  const file = key === null ? undefined : child(child(child(project, origin), key), 'file');
  const path = textOf(file, problems);
  if (key === null || file === undefined || path === null) return null;
  const written = textOf(child(item, 'target'), problems) ?? '';
  const target = written === '' ? folder + key : /^[\\/]/.test(written) ? written : folder + written;
  const source = hostPath(path, file, problems);
  return { kind: 'bind', origin, key, source, target: cleanTarget(target), readOnly: true, at: item.at };
}
