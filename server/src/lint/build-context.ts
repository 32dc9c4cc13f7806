import type { IgnoreRule } from '../../../core/src/dockerignore/dockerignore.ts';

/** The ignore file that applies to a build, with its rules in their order. */
export interface IgnoreFile {
  readonly uri: string;
  /** The file's name below the context, as a message shows it. */
  readonly name: string;
  readonly rules: readonly IgnoreRule[];
}

/** The build context of a Dockerfile, as far as it was read. */
export interface BuildContext {
  /** Null where no ignore file applies. */
  readonly ignoreFile: IgnoreFile | null;
  /** The paths of all files below the context's root, `/` between names; null when there are too many to list. */
  readonly files: readonly string[] | null;
  /** Returns the text of a small file of the context by its path, or null when it is not there or cannot be read. */
  readonly readText: (path: string) => string | null;
}
