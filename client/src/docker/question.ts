import type { Text } from '../../../core/src/text.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { EditorBuffer } from '../diagnosis/evidence.ts';

/** Which registries may be asked what they have: none, those on this machine's loopback, or all. */
export type AskRegistry = 'never' | 'loopback' | 'always';

/** What a person asked. Paths are absolute paths of this machine. */
export interface Question {
  /** The file or folder; null asks about the whole container. */
  readonly path: string | null;
  /** The path as the person sees it; '' when the whole container is meant. */
  readonly shown: string;
  readonly workspaceFolder: string;
  /** Nothing was found in the file's own project, so that the workspace was taken wider: a project that merely lies in it is not the file's. */
  readonly isWidened?: boolean;
  /** `--container`: an ID, a part of one from its beginning, or a name. */
  readonly container: string | null;
  readonly dockerfile: string | null;
  readonly composeFiles: readonly string[];
  /** What the editor holds; null where there is no editor. */
  readonly editor: EditorBuffer | null;
  /** The flags that lead the docker CLI to the same engine, for the commands in the answer. */
  readonly dockerFlags: readonly string[];
  /** Whether programs may be run in a container (`docker exec`) to ask what its processes see. */
  readonly mayExec: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Which registries may be asked; those on this machine when it is left out. */
  readonly askRegistry?: AskRegistry;
}

/** Another checkout of the project, from which a container was made. Folders are real paths. */
export interface OtherCheckout {
  /** The other checkout's folder, and the workspace's that stands for it: what is below them has the same paths. */
  readonly folder: string;
  readonly here: string;
  /** How it was told that both are one project. */
  readonly sameBy: 'project' | 'repository' | 'files';
  /** The service as this workspace states it; null where Compose has no part in it. */
  readonly service: {
    readonly project: string;
    readonly name: string;
    readonly workingDirectory: string;
    readonly files: readonly string[];
  } | null;
}

/** A container that the question may be about, and how it was found. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** `running`, `exited` and so on. */
  readonly state: string;
  /** As `docker ps` says it: `Up 3 minutes`. */
  readonly status: string;
  readonly project: string | null;
  readonly service: string | null;
  readonly because: Text;
  readonly summary: ContainerSummaryJson;
  /** The checkout that it was made from, where that is not the workspace; null for the workspace's own. */
  readonly otherCheckout: OtherCheckout | null;
  /** Its image has steps that the Dockerfile it was found by lacks: another Dockerfile, on that one's image, may be elsewhere. */
  readonly hasOtherSteps: boolean;
  /** The other containers of the same service of Compose, Swarm or Kamal. */
  readonly siblings: readonly ContainerSummaryJson[];
  /** The other containers that were run by hand, where this one was, too; else those of the other services of its Compose project. */
  readonly neighbours: readonly ContainerSummaryJson[];
  /** What finding it took. The candidates of one question were found together, so each has the whole of it. */
  readonly effort: Effort;
}

/** What something took: requests sent to the engine, and milliseconds. */
export interface Effort {
  readonly calls: number;
  readonly milliseconds: number;
}
