import { aBoolean, aNumber, aString, objectOf, oneOf, optional, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** The commit that an image says it was built from, and where the repository stands now. */
export interface BuiltCommit {
  /** As the image names it. */
  readonly written: string;
  /** The full id; it is a commit of the file's repository. */
  readonly id: string;
  /** What names it: the image's tag, a label of the image, or Kamal's file, by which it is the last commit. */
  readonly by: 'tag' | 'label' | 'kamal';
  /** The image says that it was built with changes that were not committed, or a build of the working tree was noted when it was made. */
  readonly isOfWorkingTree: boolean;
  /** The full id of the last commit. */
  readonly head: string;
  /** How many commits the last one has that the image's has not; null where git could not tell. */
  readonly behind: number | null;
}

/** The edited file as git has it. A sha256 is null where a commit does not have the file. */
export interface FileInGit {
  readonly root: string;
  /** The path inside the repository, with `/`. */
  readonly path: string;
  /** `committed`: the last commit has the content of the disk, apart from the ends of lines, or lacks a file that was deleted. */
  readonly state: 'committed' | 'changed' | 'untracked' | 'ignored';
  /** The line of the ignore file that keeps it out; null when none does. */
  readonly ignoredBy: (FileLine & { readonly pattern: string }) | null;
  readonly inHead: string | null;
  /** In the commit that the image was built from. */
  readonly inBuilt: string | null;
  /** That commit has a pointer of Git LFS in the file's place, to the content of the disk. */
  readonly isPointer: boolean;
}

/** What Kamal's `config/deploy.yml` says of the container's service. */
export interface KamalDeploy {
  readonly file: string;
  /** The folder Kamal is run in. */
  readonly folder: string;
  readonly service: string;
  readonly image: string | null;
  readonly destination: string | null;
  readonly dockerfile: string | null;
  /** The folder that `builder.context` names; null without one: Kamal then builds a clone of the last commit. */
  readonly context: { readonly folder: string; readonly at: FileLine } | null;
}

/** A repository elsewhere that the image is built from, and what its branch has of the file, as it was fetched last. */
export interface RemoteContext {
  /** The URL without credentials, or what stands for it. */
  readonly context: string;
  readonly at: FileLine;
  /** Compose states it; else a workflow does, or buildx noted such a build. */
  readonly isCompose: boolean;
  /** buildx noted a build of it when the image was made. */
  readonly isNoted?: boolean;
  /** The branch by its local name, `origin/main`. */
  readonly branch: string;
  /** Nothing of that repository was fetched; `branch` is the local one, from which it can have been pushed at most. */
  readonly isLocal?: boolean;
  /** The sha256 of the file there; null where the branch does not have it. */
  readonly inBranch: string | null;
  /** The branch has a pointer of Git LFS in the file's place, to the content of the disk. */
  readonly isPointer: boolean;
}

/** What git and the tools that deploy from it know. */
export interface GitEvidence {
  readonly commit: BuiltCommit;
  readonly fileInGit: FileInGit;
  readonly kamal: KamalDeploy;
  readonly remoteContext: RemoteContext;
  /**
   * The time of modification that the file had when git last noted it with the content that it has now, in milliseconds since 1970; null
   * where git noted none or another content. The file itself may have been touched since.
   */
  readonly contentNotedMs: number | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const gitShapes: TopicShapes<GitEvidence> = {
  commit: gathered(
    objectOf<BuiltCommit>({
      written: aString,
      id: aString,
      by: oneOf('tag', 'label', 'kamal'),
      isOfWorkingTree: aBoolean,
      head: aString,
      behind: orNull(aNumber),
    }),
  ),
  fileInGit: gathered(
    objectOf<FileInGit>({
      root: aString,
      path: aString,
      state: oneOf('committed', 'changed', 'untracked', 'ignored'),
      ignoredBy: orNull(
        objectOf<NonNullable<FileInGit['ignoredBy']>>({ file: aString, line: aNumber, pattern: aString }),
      ),
      inHead: orNull(aString),
      inBuilt: orNull(aString),
      isPointer: aBoolean,
    }),
  ),
  kamal: gathered(
    objectOf<KamalDeploy>({
      file: aString,
      folder: aString,
      service: aString,
      image: orNull(aString),
      destination: orNull(aString),
      dockerfile: orNull(aString),
      context: orNull(objectOf<NonNullable<KamalDeploy['context']>>({ folder: aString, at: fileLine })),
    }),
  ),
  contentNotedMs: gathered(orNull(aNumber)),
  remoteContext: gathered(
    objectOf<RemoteContext>({
      context: aString,
      at: fileLine,
      isCompose: aBoolean,
      isNoted: optional(aBoolean),
      branch: aString,
      isLocal: optional(aBoolean),
      inBranch: orNull(aString),
      isPointer: aBoolean,
    }),
  ),
};
