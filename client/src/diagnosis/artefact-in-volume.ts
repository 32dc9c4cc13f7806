import { freshnessOf } from '../../../core/src/content-overlap.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { VolumeOver } from './evidence/artefacts.ts';
import { placed } from './placed.ts';
import type { Fact } from './report/report.ts';
import { factsOfArtefact, isNewerInTag, judgedArtefact } from './stale-artefact.ts';

export const messages = defineMessages({
  imageHas: 'The image has a newer {path} below the volume, made by line {line}: {instruction}',
});

/** What the build made of the edited file, where a volume keeps an older one over it. */
export interface ArtefactInVolume {
  readonly path: string;
  readonly volume: VolumeOver;
  /** Content alone tells: a line of the file is in the image's, and not in the volume's. */
  readonly isSure: boolean;
  readonly facts: readonly Fact[];
}

/** Returns what a volume of this kind keeps of the build, while the image has it newer; null where there is none. */
export function artefactInVolume(
  evidence: Pick<Known<EvidenceKey>, 'maybe' | 'from'>,
  kind: VolumeOver['kind'],
): ArtefactInVolume | null {
  const file = evidence.maybe('fileOnHost');
  const judged = judgedArtefact(evidence);
  if (!file || !judged || judged.state === 'fresh' || judged.artefact.volume?.kind !== kind) return null;
  const { artefact } = judged;
  if (!artefact.volume || !isNewerInTag(artefact, file)) return null;
  const { path, volume, madeBy } = artefact;
  const { at, instruction } = madeBy;
  const imageHas = { text: messages('imageHas', { path, line: at.line, instruction }), from: placed(at) };
  const inImage = artefact.inTaggedImage && freshnessOf(artefact.inTaggedImage.overlap, artefact.isVerbatim);
  const isSure = judged.state === 'stale' && inImage === 'fresh';
  return { path, volume, isSure, facts: [imageHas, ...factsOfArtefact(judged, evidence.from('artefacts'))] };
}
