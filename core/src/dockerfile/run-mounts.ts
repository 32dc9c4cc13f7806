import { normalisePosix } from '../path.ts';
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
