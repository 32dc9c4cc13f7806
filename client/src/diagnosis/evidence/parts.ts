import type { Text } from '../../../../core/src/text.ts';

/**
 * One piece of evidence: known, with the place where a person can check it; missing, with what stood in the way; or not
 * asked, because the question has no meaning here or the verdict was already certain.
 */
export type Gathered<T> =
  | { readonly is: 'known'; readonly value: T; readonly from: string }
  | { readonly is: 'missing'; readonly why: Text }
  | { readonly is: 'not-asked'; readonly why: Text };

/** A place in a file of the workspace; `line` is one-based, as people count. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
}

/** A file as it was found in a container, an image or a process's view. Other kinds than `file` have no `sha256`. */
export type FileSeen =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly modifiedMs: number;
      readonly sha256: string;
    }
  | { readonly kind: 'absent' | 'directory' | 'other'; readonly path: string };

/** One COPY or ADD (or bind-mounted RUN) through which the file reaches the image, and the container path it ends at. */
export interface CopyStep {
  readonly at: FileLine;
  /** The instruction on one line, cut to a readable length. */
  readonly instruction: string;
  readonly stage: string;
  readonly containerPath: string;
}
