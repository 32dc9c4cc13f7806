import { normalisePosix } from '../path.ts';
import { resolvePosix } from './copy-paths.ts';
import type { Instruction } from './model.ts';

/** One `--mount` of a RUN. What was not written is null, but for the type, which is `bind` then. */
export interface RunMount {
  readonly type: string;
  readonly id: string | null;
  readonly source: string | null;
  readonly target: string | null;
  readonly from: string | null;
}

/** Returns the mounts of a RUN, see https://docs.docker.com/reference/dockerfile/#run---mount. */
export function runMounts({ flags }: Instruction): readonly RunMount[] {
  return flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === null) return [];
    const option = (...names: readonly string[]): string | null => {
      const part = value.split(',').find((each) => names.includes(each.split('=', 1)[0] ?? ''));
      return part?.includes('=') ? part.slice(part.indexOf('=') + 1) : null;
    };
    const target = option('target', 'dst', 'destination');
    return [
      {
        type: option('type') ?? 'bind',
        id: option('id'),
        source: option('source', 'src'),
        target: target === null ? null : normalisePosix(target),
        from: option('from'),
      },
    ];
  });
}

/** What is left of a path below the source of a mount; '' when the source is the file itself, null when it does not cover it. */
function restInMount({ source }: RunMount, path: string): string | null {
  const root = normalisePosix(`/${source ?? ''}`).slice(1);
  if (root === '') return path;
  if (path === root) return '';
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
}

/**
 * Returns where a bind mount shows a file while the RUN runs; null where it does not. `path` is the file's in the context or stage that the
 * mount is from, without a slash before it, and `folder` the working folder.
 */
export function placeInMount(mount: RunMount, path: string, folder: string): string | null {
  const rest = mount.type === 'bind' && mount.target !== null ? restInMount(mount, path) : null;
  if (rest === null) return null;
  const place = resolvePosix(folder, mount.target ?? '');
  return rest === '' ? place : resolvePosix(place, rest);
}

/** Returns whether a RUN bind-mounts a part of the main context with the file in it: it may make something of it. */
export const readsContext = (instruction: Instruction, pathInContext: string): boolean =>
  runMounts(instruction).some(
    (mount) => mount.type === 'bind' && mount.from === null && restInMount(mount, pathInContext) !== null,
  );
