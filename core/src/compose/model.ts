import type { ComposeProblem } from './problems.ts';
import type { Located, SourceLine } from './source-line.ts';
import type { Tree } from './tree.ts';

/** What a mount is; `anonymous` is a volume without a name, `image` mounts another image's files. */
export type ComposeMountKind = 'bind' | 'volume' | 'anonymous' | 'tmpfs' | 'npipe' | 'cluster' | 'image';

/**
 * One mount of a service. `origin` is the key it was written under; configs and secrets are there when they come from a file, as
 * the bind mount of one file. `source` is an absolute path for a bind, the volume's name on the engine (with the project's name before it
 * unless the file gives a name or calls it external) for a volume, what was written for the other kinds, else null. `key` is
 * the volume's, config's or secret's name in the file. `target` is absolute in the container.
 */
export interface ComposeMount {
  readonly kind: ComposeMountKind;
  readonly origin: 'volumes' | 'tmpfs' | 'configs' | 'secrets';
  readonly key: string | null;
  readonly source: string | null;
  readonly target: string;
  readonly readOnly: boolean;
  readonly at: SourceLine;
}

/**
 * The build section of a service. `context` is an absolute folder, or as written when `isRemote`. `dockerfile` is absolute too (as written
 * in a remote context) and null when none was written, which means `Dockerfile` in the context. Of build arguments only the names are
 * kept: their values may be secrets.
 */
export interface ComposeBuild {
  readonly context: Located<string>;
  readonly isRemote: boolean;
  readonly dockerfile: Located<string> | null;
  /** The Dockerfile itself, variables replaced, where it is written in the Compose file. */
  readonly dockerfileInline: Located<string> | null;
  readonly target: Located<string> | null;
  readonly additionalContexts: readonly AdditionalContext[];
  readonly argNames: readonly string[];
  /** Returns the value of an argument, null where none is known. It is a function so that no value travels with the model. */
  readonly argumentValue: (name: string) => string | null;
  /** The build secrets that come from a file. */
  readonly secrets: readonly BuildSecret[];
  readonly at: SourceLine;
}

/** A file that `RUN --mount=type=secret,id=…` reads; `file` is absolute, `at` is where the build names it. */
export interface BuildSecret {
  readonly id: string;
  readonly file: string;
  readonly at: SourceLine;
}

/** A named context beside the main one: an absolute folder, or as written when it is a URL, an image, or a service. */
export interface AdditionalContext {
  readonly name: string;
  readonly value: Located<string>;
  readonly isFolder: boolean;
}

/** A rule of `develop.watch`; `path` is absolute, `target` is null where the action has none. */
export interface WatchRule {
  readonly path: Located<string>;
  readonly action: string | null;
  readonly target: string | null;
  readonly ignore: readonly string[];
}

/** A service. `imageName` is what its image is called on the engine: `image`, else the project's and the service's name. */
export interface ComposeService {
  readonly name: string;
  readonly image: Located<string> | null;
  readonly imageName: string;
  readonly build: ComposeBuild | null;
  readonly volumes: readonly ComposeMount[];
  readonly containerName: Located<string> | null;
  readonly pullPolicy: Located<string> | null;
  /** How many containers it is to have, by `deploy.replicas` or `scale`; null where neither says so. */
  readonly replicas: Located<number> | null;
  readonly developWatch: readonly WatchRule[];
  readonly profiles: readonly string[];
  /** The services of the project whose mounts it takes over. */
  readonly volumesFrom: readonly string[];
  /** The networks' names on the engine; null where `network_mode` takes their place. */
  readonly networks: readonly Located<string>[] | null;
  /** The service as it is written, all files merged; settings are read from it. It may hold secrets. */
  readonly written: Tree;
  readonly at: SourceLine;
}

/**
 * A Compose project as its files describe it. `files` are all that were read, also by `include` and `extends`, in the order of their
 * reading. `isApproximate` is true when there are problems: Compose may see another project, or refuse this one.
 */
export interface ComposeProject {
  readonly name: string;
  readonly services: readonly ComposeService[];
  readonly problems: readonly ComposeProblem[];
  readonly files: readonly string[];
  readonly isApproximate: boolean;
}
