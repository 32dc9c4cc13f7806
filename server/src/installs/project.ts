import { decide } from '../../../core/src/dockerignore/dockerignore.ts';
import type { BuildContext } from '../lint/build-context.ts';

/** A folder of the build context in which a package manager works. */
export interface Project {
  /** The folder's path in the context; empty for the context's root. */
  readonly folder: string;
  /** Paths below the folder of the files that reach the build; null when they are not known. */
  readonly files: ReadonlySet<string> | null;
  /** Returns the text of such a file, or null when it is not there or cannot be read. */
  readonly read: (file: string) => string | null;
}

/** Returns the project at a path in the build context. */
export function projectAt(context: BuildContext | null, folder: string): Project {
  const prefix = folder === '' ? '' : `${folder}/`;
  const rules = context?.ignoreFile?.rules ?? [];
  const below = context?.files
    ?.filter((file) => file.startsWith(prefix) && !decide(rules, file).excluded)
    .map((file) => file.slice(prefix.length));
  return {
    folder,
    files: below ? new Set(below) : null,
    read: (file) => context?.readText(prefix + file) ?? null,
  };
}
