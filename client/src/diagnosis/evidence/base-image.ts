import { aString, objectOf } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** What the image has that the built stage begins with. */
export interface BaseImageEvidence {
  readonly fileInBase: { readonly image: string; readonly seen: FileSeen };
}

/** The shapes of the topic, for snapshots that are read. */
export const baseImageShapes: TopicShapes<BaseImageEvidence> = {
  fileInBase: gathered(objectOf<BaseImageEvidence['fileInBase']>({ image: aString, seen: fileSeen })),
};
