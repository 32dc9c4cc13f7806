import { hasContentOf } from '../diagnosis/content.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import type { InstructionsEvidence } from '../diagnosis/evidence/instructions.ts';
import { knownValue, type Gatherer, type Look } from './gatherer.ts';

/** Returns what the image that the tag names has at the file's path, else what the container's own has; null where neither was read. */
export function seenInImage({ evidence }: Pick<Gatherer, 'evidence'>): FileSeen | null {
  const { fileInTaggedImage: tagged, fileInImage: own } = evidence;
  return knownValue(tagged) ?? knownValue(own);
}

/**
 * Returns whether the change got lost before the container: neither it nor the image that its tag names has the file's content, and no
 * mount leaves the image out. Only then is it worth asking what became of builds and of other images.
 */
export function imageLacksChange(gatherer: Pick<Gatherer, 'evidence'>, { file, mount, isThere, seen }: Look): boolean {
  if (isThere || mount?.isOfEditedFile || (mount?.kind === 'tmpfs' && !seen)) return false;
  if (gatherer.evidence.fileInTaggedImage?.is === 'missing') return false;
  const inImage = seenInImage(gatherer) ?? (mount ? null : seen);
  return inImage !== null && !hasContentOf(inImage, file);
}

/** Returns when the file's inode last changed, in milliseconds since 1970: unlike the time of modification nobody can set it. */
export const changedMsOf = async ({ disk }: Pick<Gatherer, 'disk'>, path: string): Promise<number | null> =>
  (await disk.stat(path))?.changedMs ?? null;

/** Returns whether the image that the tag names lacks instructions of the Dockerfile, or has a step or a setting that this does not have. */
export const imageLacksInstructions = ({
  different,
  leftOver,
  settingsLeft,
}: InstructionsEvidence['instructions']): boolean =>
  leftOver > 0 ||
  different.some(({ inTaggedImage }) => inTaggedImage === false) ||
  (settingsLeft?.inTaggedImage ?? []).length > 0;
