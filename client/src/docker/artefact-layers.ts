import { freshnessOf } from '../../../core/src/content-overlap.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import type { Artefact } from '../diagnosis/evidence/artefacts.ts';
import type { Gatherer, Look } from './gatherer.ts';
import { largestImage } from './gather-layers.ts';
import { readLayersWith } from './read-layers.ts';

/** What was made of a file, and the file as the image has it. */
interface Sources {
  readonly made: readonly Artefact[];
  readonly sourceInImage: FileSeen | null;
}

/**
 * Returns the artefacts, with what the image's layers say of the one that a placeholder was compiled to before the file was copied: a layer above
 * the file's has it only where it was made again. Times tell that as well, but two steps of one second have the same.
 */
export async function inLayers(
  { engine, own, tagged, history, ask }: Gatherer,
  { file }: Look,
  { made, sourceInImage }: Sources,
): Promise<readonly Artefact[]> {
  const image = own ?? tagged;
  const suspect = made.find(isSuspect);
  const size = history.reduce((sum, entry) => sum + entry.Size, 0);
  if (!image || !suspect || size > largestImage || !sourceInImage || !hasContentOf(sourceInImage, file)) return made;
  // Layers that cannot be read leave the question to the times.
  const read = await engine
    .save(image.Id, ask)
    .then((stream) => readLayersWith(stream, [suspect.path, sourceInImage.path]))
    .catch(() => []);
  const [ofArtefact, ofSource] = read.map((layers) => layers.at(-1));
  if (!ofArtefact || !ofSource || ofArtefact.sha256 === null) return made;
  const isInLaterLayer = ofArtefact.number > ofSource.number;
  return made.map((artefact) => (artefact === suspect ? { ...artefact, isInLaterLayer } : artefact));
}

/** Made before and after the file came, in this very image, with nothing in it that tells when, and not clearly older than its step. */
const isSuspect = ({
  madeBeforeBy,
  madeAt,
  takenBy,
  cacheFolder,
  volume,
  inTaggedImage,
  isVerbatim,
  inContainer,
}: Artefact): boolean =>
  madeBeforeBy !== null &&
  madeAt !== null &&
  takenBy === null &&
  cacheFolder === null &&
  !volume &&
  !inTaggedImage &&
  freshnessOf(inContainer.overlap, isVerbatim) === 'unknown' &&
  inContainer.modifiedMs + 1000 >= madeAt * 1000;
