import { interpolate } from './interpolate.ts';
import type { ComposeService } from './model.ts';
import { child, type Tree } from './tree.ts';

/** A service with more values than this was not written by a person. */
const MAX_VALUES = 10_000;

/**
 * Returns the variables that a service's values name, `- NAME` of its environment included. Values that are shared by aliases are looked at
 * once, so that a few lines of them do not take forever.
 */
export function usedVariables({ written }: Pick<ComposeService, 'written'>): ReadonlySet<string> {
  const used = new Set<string>();
  const seen = new Set<Tree>([written]);
  for (const tree of seen) {
    if (seen.size > MAX_VALUES) break;
    if (tree.kind === 'scalar') {
      if (tree.raw?.includes('$')) interpolate(tree.raw, (name) => void used.add(name));
    } else if (tree.kind === 'list') for (const item of tree.items) seen.add(item);
    else for (const { value } of tree.entries.values()) seen.add(value);
  }
  const environment = child(written, 'environment');
  for (const [name, { value }] of environment?.kind === 'map' ? environment.entries : [])
    if (value.kind === 'scalar' && value.raw === null) used.add(name);
  return used;
}
