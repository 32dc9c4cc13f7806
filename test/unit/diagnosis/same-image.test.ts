import { expect, test } from 'vitest';
import type { ImageJson } from '../../../client/src/diagnosis/engine-json.ts';
import { sameImage } from '../../../client/src/diagnosis/same-image.ts';

const base: ImageJson = {
  Id: 'sha256:tag',
  RepoTags: [],
  RepoDigests: [],
  Created: '2026-01-01T00:00:00Z',
  Architecture: 'amd64',
  Os: 'linux',
  RootFS: { Type: 'layers', Layers: ['l1', 'l2'] },
  Config: { WorkingDir: '', Labels: {}, Volumes: null },
};
/** An image of containerd's store: an index with one manifest for each platform, and their attestations. */
const indexed: ImageJson = {
  ...base,
  Descriptor: { digest: 'sha256:tag' },
  Manifests: [
    { ID: 'sha256:amd64', Kind: 'image' },
    { ID: 'sha256:arm64', Kind: 'image' },
    { ID: 'sha256:attestation', Kind: 'attestation' },
  ],
};
const withLayers = (...Layers: string[]): ImageJson => ({ ...base, RootFS: { Type: 'layers', Layers } });
const ofManifest = (digest: string) => ({ Image: 'sha256:own', ImageManifestDescriptor: { digest } });

test.each<[string, Parameters<typeof sameImage>, ReturnType<typeof sameImage>]>([
  ['an equal ID is proof', [{ Image: 'sha256:tag' }, base, null], { isSame: true, by: 'id' }],
  [
    'one of several platforms’ manifests is the same',
    [ofManifest('sha256:arm64'), indexed, null],
    { isSame: true, by: 'manifest' },
  ],
  [
    'a tag that is a manifest itself is the same',
    [ofManifest('sha256:m'), { ...base, Id: 'sha256:m', Descriptor: { digest: 'sha256:m' } }, null],
    { isSame: true, by: 'manifest' },
  ],
  [
    'an attestation is no content',
    [ofManifest('sha256:attestation'), indexed, null],
    { isSame: false, by: 'manifest' },
  ],
  ['another manifest is another image', [ofManifest('sha256:old'), indexed, null], { isSame: false, by: 'manifest' }],
  [
    'other manifests with equal layers are the same',
    [ofManifest('sha256:old'), indexed, withLayers('l1', 'l2')],
    { isSame: true, by: 'layers' },
  ],
  [
    'equal layers under another ID are the same',
    [{ Image: 'sha256:own' }, base, withLayers('l1', 'l2')],
    { isSame: true, by: 'layers' },
  ],
  [
    'one layer more is another image',
    [{ Image: 'sha256:own' }, base, withLayers('l1', 'l2', 'l3')],
    { isSame: false, by: 'layers' },
  ],
  [
    'layers in another order are another image',
    [{ Image: 'sha256:own' }, base, withLayers('l2', 'l1')],
    { isSame: false, by: 'layers' },
  ],
  [
    'in the classic store another ID is another image',
    [{ Image: 'sha256:own' }, base, null],
    { isSame: false, by: 'id' },
  ],
  [
    'an index whose manifests were not listed tells nothing',
    [ofManifest('sha256:old'), { ...base, Descriptor: { digest: 'sha256:tag' } }, null],
    null,
  ],
  ['an ID of containerd’s store tells nothing without manifests', [{ Image: 'sha256:own' }, indexed, null], null],
])('%s', (_name, [container, tagged, own], expected) => {
  expect(sameImage(container, tagged, own)).toEqual(expected);
});
