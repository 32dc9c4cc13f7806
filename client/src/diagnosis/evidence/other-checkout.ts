import { aString, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Where a container was made, if not in the workspace. */
export interface OtherCheckoutEvidence {
  /** The other checkout of the same project, and the edited file's counterpart in it. */
  readonly otherCheckout: {
    readonly folder: string;
    readonly here: string;
    /** One project for Compose, working trees of one repository, or folders with the same files. */
    readonly sameBy: 'project' | 'repository' | 'files';
    /** The Compose project's name in the workspace; null where Compose has no part in it. */
    readonly project: string | null;
    readonly file: string;
    /** Of the counterpart; null where there is none, or it cannot be read. */
    readonly sha256: string | null;
  };
}

/** The shapes of the topic, for snapshots that are read. */
export const otherCheckoutShapes: TopicShapes<OtherCheckoutEvidence> = {
  otherCheckout: gathered(
    objectOf<OtherCheckoutEvidence['otherCheckout']>({
      folder: aString,
      here: aString,
      sameBy: oneOf('project', 'repository', 'files'),
      project: orNull(aString),
      file: aString,
      sha256: orNull(aString),
    }),
  ),
};
