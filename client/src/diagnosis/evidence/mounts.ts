import { aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { MountJson } from '../engine-json.ts';
import { mountJson } from '../engine-shapes.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** The host path of a bind mount, as this machine has it. */
export interface BoundSource {
  /** As the engine names it, with its links. */
  readonly path: string;
  /** With all links resolved; null when this machine has no such path. */
  readonly realPath: string | null;
  readonly kind: 'file' | 'directory' | 'other' | null;
  /** When the file or folder itself was made, in milliseconds since 1970; null where unknown. */
  readonly bornMs: number | null;
  /** The symbolic links on the way to it; `madeMs` is when each was made or made anew. */
  readonly links: readonly { readonly path: string; readonly target: string; readonly madeMs: number }[];
}

/** What the mounts over a path add. */
export interface MountsEvidence {
  /** The source of the bind mount that covers the file. */
  readonly boundSource: BoundSource;
  /** A bind mount of the edited file that another mount lies over; null when there is none. */
  readonly hiddenBind: MountJson | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const mountsShapes: TopicShapes<MountsEvidence> = {
  boundSource: gathered(
    objectOf<BoundSource>({
      path: aString,
      realPath: orNull(aString),
      kind: orNull(oneOf('file', 'directory', 'other')),
      bornMs: orNull(aNumber),
      links: listOf(objectOf<BoundSource['links'][number]>({ path: aString, target: aString, madeMs: aNumber })),
    }),
  ),
  hiddenBind: gathered(orNull(mountJson)),
};
