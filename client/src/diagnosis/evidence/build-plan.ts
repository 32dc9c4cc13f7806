import type { Position } from '../../../../core/src/range.ts';
import type { Text } from '../../../../core/src/text.ts';
import type { CopyStep, FileLine } from './parts.ts';

/** What the Dockerfile does with the file, read from the Dockerfile, the Compose file and the ignore file; nothing was built. */
export interface BuildPlan {
  readonly contextFolder: string;
  /** The Compose line that names the context; null when the Dockerfile's own folder was taken. */
  readonly contextAt: FileLine | null;
  readonly dockerfile: string;
  readonly target: string | null;
  /** The file's path inside the context, with `/`; null when it is outside. */
  readonly pathInContext: string | null;
  /** The ignore file that applies, and what it says of this file. `decidedBy` is null when no line matches. */
  readonly ignore: {
    readonly file: string;
    readonly isExcluded: boolean;
    readonly decidedBy: {
      readonly pattern: string;
      /** One-based. */
      readonly line: number;
      /** The line's length in UTF-16 code units, without its end. */
      readonly length: number;
    } | null;
  } | null;
  /** How the file reaches the final image, in order; empty when no instruction brings it. */
  readonly copies: readonly CopyStep[];
  /** Stages that the built one is made from and that take the file, although the final image does not have it: a compiling stage. */
  readonly onlyInStages: readonly CopyStep[];
  /** Stages that take the file and are no part of what is built, for example one for development. */
  readonly inUnbuiltStages: readonly CopyStep[];
  /** RUN steps after the last copy, in the final stage: any of them may rewrite the file. */
  readonly laterRuns: readonly CopyStep[];
  /** The end of the built stage's last COPY or WORKDIR, where one more COPY can stand; null when there is none. */
  readonly copyBelow: Position | null;
  /** Why the plan could not be followed to its end (a variable without a value, a base image's ONBUILD); empty when it could. */
  readonly doubts: readonly Text[];
  /** How many of the Dockerfile's own steps stand in the image's history. */
  readonly match: { readonly matched: number; readonly total: number };
  /**
   * Compose builds this image from this Dockerfile, or the image's history shows it: the file's own COPY stands there, or no step
   * does that the Dockerfile lacks.
   */
  readonly isProven: boolean;
}
