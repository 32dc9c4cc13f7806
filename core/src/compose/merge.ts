import { emptyMap, type Entry, type ListTree, type MapTree, type ScalarTree, type Tree } from './tree.ts';

const SECTIONS: readonly string[] = ['services', 'volumes', 'configs', 'secrets', 'networks'];

/**
 * Returns `over` laid upon `base` as Compose merges files (https://docs.docker.com/reference/compose-file/merge/): mappings key by key, lists one
 * behind the other, of scalars the later. What a list holds twice (volumes with one target) is sorted out where it is read.
 * `!reset` takes a value away, `!override` keeps the later alone, and an empty value leaves the earlier as it is. Only the keys
 * our model reads are merged in depth. A single file is laid upon an empty mapping, so that its tags and short forms are dealt with too.
 */
export function mergeMaps(base: MapTree, over: MapTree, path: readonly string[] = []): MapTree {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const merged = mergeEntry(entries.get(key), entry, [...path, key]);
    if (merged === null) entries.delete(key);
    else entries.set(key, merged);
  }
  // Where a mapping was first written is where a person looks for it; relative paths that were left out follow the later.
  return { ...over, at: base.entries.size > 0 ? base.at : over.at, tag: null, entries };
}

function mergeEntry(base: Entry | undefined, over: Entry, path: readonly string[]): Entry | null {
  const { tag } = over.value;
  if (tag === 'reset') return null;
  const value = longForm(over.value, path);
  if (base === undefined || tag === 'override') return { keyAt: over.keyAt, value: mergeIntoNothing(value, path) };
  const merged = mergeValues(base.value, value, path);
  return { keyAt: merged === value ? over.keyAt : base.keyAt, value: merged };
}

const mergeIntoNothing = (value: Tree, path: readonly string[]): Tree =>
  value.kind === 'map' && isMergedInDepth(path) ? mergeMaps(emptyMap(value.origin), value, path) : value;

/** Of these the later alone counts: https://docs.docker.com/reference/compose-file/merge/#shell-commands */
const REPLACED: readonly string[] = ['command', 'entrypoint', 'healthcheck.test'];

function mergeValues(base: Tree, over: Tree, path: readonly string[]): Tree {
  if (over.kind === 'scalar' && over.raw === null) return base;
  if (REPLACED.includes(path.slice(2).join('.'))) return over;
  if (over.kind === 'list' && base.kind === 'list') return { ...over, items: [...base.items, ...over.items] };
  if (over.kind === 'map' && base.kind === 'map' && isMergedInDepth(path)) return mergeMaps(base, over, path);
  return mergeIntoNothing(over, path);
}

/** The mappings of a service that are merged key by key, as they are reached from it. */
const MERGED: readonly string[] = [
  ...['build', 'build.args', 'build.additional_contexts', 'develop', 'environment', 'labels', 'sysctls', 'networks'],
  ...['healthcheck', 'logging', 'logging.options', 'deploy', 'deploy.resources', 'deploy.restart_policy'],
  ...['deploy.resources.limits', 'deploy.resources.reservations'],
];

/** The mappings that may also be written as a list of `NAME=value`. */
const NAME_LISTS: readonly string[] = ['build.args', 'build.additional_contexts', 'environment', 'labels', 'sysctls'];

/** Whether our model looks into the mapping at `path`; its elements are such as `services`, `web`, `build`, `args`. */
function isMergedInDepth([section = '', name, ...inner]: readonly string[]): boolean {
  if (!SECTIONS.includes(section)) return false;
  if (name === undefined || inner.length === 0) return true;
  return section === 'services' && MERGED.includes(inner.join('.'));
}

/** Short forms that have a long one are rewritten, so that both can be merged: `build: .`, `tmpfs: /run`, `args: [NAME=value]`. */
function longForm(tree: Tree, [section, , ...keys]: readonly string[]): Tree {
  if (section !== 'services') return tree;
  const key = keys.join('.');
  if (tree.kind === 'scalar' && tree.raw !== null) {
    if (key === 'build')
      return { ...tree, kind: 'map', entries: new Map([['context', { keyAt: tree.at, value: tree }]]) };
    if (ONE_OR_MANY.includes(key)) return { ...tree, kind: 'list', items: [tree] };
  }
  if (tree.kind !== 'list') return tree;
  if (key === 'networks') return namedEntries(tree);
  return NAME_LISTS.includes(key) ? namedEntries(tree) : tree;
}

/** Lists that may also be written as a single text. */
const ONE_OR_MANY: readonly string[] = ['tmpfs', 'env_file', 'dns', 'dns_search'];

/** `[NAME=value, OTHER]` as a mapping. */
function namedEntries(list: ListTree): MapTree {
  const scalars = list.items.filter((item): item is ScalarTree => item.kind === 'scalar');
  const entries = scalars.map((item): [string, Entry] => {
    const [name = '', ...value] = (item.raw ?? '').split('=');
    return [name, { keyAt: item.at, value: { ...item, raw: value.length === 0 ? null : value.join('=') } }];
  });
  return { ...list, kind: 'map', entries: new Map(entries) };
}
