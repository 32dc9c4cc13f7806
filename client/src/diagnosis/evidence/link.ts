import { aBoolean, aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** What is known of a symbolic link by which the build knows the file. */
export interface LinkEvidence {
  /** Null when no part of the file's path in the build context is a link. */
  readonly link: {
    readonly hostPath: string;
    readonly containerPath: string;
    /** What the link in the container holds; null when there is no link at its path, because COPY followed it or the image is older. */
    readonly target: string | null;
    /** Where the link leads in the container, with the rest of the file's path. */
    readonly leadsTo: string;
    /** A build brings the file to where the link leads. */
    readonly arrives: boolean;
    /** The link's target in the build context, with `/`; null when it is outside. */
    readonly targetInContext: string | null;
  } | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const linkShapes: TopicShapes<LinkEvidence> = {
  link: gathered(
    orNull(
      objectOf<NonNullable<LinkEvidence['link']>>({
        hostPath: aString,
        containerPath: aString,
        target: orNull(aString),
        leadsTo: aString,
        arrives: aBoolean,
        targetInContext: orNull(aString),
      }),
    ),
  ),
};
