import type { ContainerJson, ContainerSummaryJson, ImageJson } from './engine-json.ts';
import type { Evidence } from './evidence.ts';

type Created = Pick<ContainerJson, 'Image' | 'ImageManifestDescriptor'>;

/**
 * Returns whether a container was created from the content that an image has now, and what told it. An equal ID is proof; an
 * unequal one is none: in containerd's store a fully cached rebuild gets a new ID, so the platform's manifest is compared, and
 * then the layers, where the container's own image is still there. Null when the IDs differ and nothing else can be compared.
 */
export function sameImage(container: Created, tagged: ImageJson, own: ImageJson | null): Evidence['sameImage'] | null {
  if (container.Image === tagged.Id) return { isSame: true, by: 'id' };
  const manifest = container.ImageManifestDescriptor?.digest;
  const manifests = manifestsOf(tagged);
  if (manifest !== undefined && manifests.includes(manifest)) return { isSame: true, by: 'manifest' };
  const layers = own?.RootFS.Layers;
  const now = tagged.RootFS.Layers;
  if (layers && now)
    return { isSame: layers.length === now.length && layers.every((layer, at) => layer === now[at]), by: 'layers' };
  // Without the list of manifests the tag's digest may be an index, which no container's manifest equals.
  if (manifest !== undefined && tagged.Manifests !== undefined) return { isSame: false, by: 'manifest' };
  // Without a manifest the store is the classic one, where the ID is the digest of the image's configuration.
  return manifest === undefined && tagged.Descriptor === undefined ? { isSame: false, by: 'id' } : null;
}

/** Returns whether an image begins with the layers of another, as one that was built from it does; null where either's are not known. */
export function isMadeFrom(image: ImageJson, base: ImageJson): boolean | null {
  const layers = image.RootFS.Layers;
  const below = base.RootFS.Layers ?? [];
  return layers && below.length > 0 ? below.every((layer, at) => layer === layers[at]) : null;
}

/** Returns whether another container runs the content that the tag names now; null where only differing IDs are known. */
export function isOnImage(container: ContainerSummaryJson, tagged: ImageJson): boolean | null {
  const { ImageID: Image, ImageManifestDescriptor } = container;
  return (
    sameImage({ Image, ...(ImageManifestDescriptor ? { ImageManifestDescriptor } : {}) }, tagged, null)?.isSame ?? null
  );
}

/** The image manifests an ID stands for: an index has one for each platform, beside those of attestations. */
function manifestsOf(image: ImageJson): readonly string[] {
  const listed = (image.Manifests ?? []).filter(({ Kind }) => Kind === 'image').map(({ ID }) => ID);
  return image.Descriptor ? [...listed, image.Descriptor.digest] : listed;
}
