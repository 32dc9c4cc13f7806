import { freshnessOf } from '../../../core/src/content-overlap.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { pathBelow } from './covering-mount.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey, FileOnHost } from './evidence.ts';
import type { Artefact, ArtefactSeen } from './evidence/artefacts.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  lineMissing: 'Line {line} of your file is not in it, others are',
  otherBytes: 'It does not hold your file’s content, which the step passes on as it is',
});

/** What an artefact says: it has the change, an earlier state of the file is in it, or it is only older than the change. */
export type ArtefactState = 'fresh' | 'stale' | 'probably-stale' | 'older' | 'unknown';

/**
 * Returns what one artefact, as it was seen somewhere, says of the file. An archive has times in whole seconds, so one of the same second
 * may be younger, unless no build ran since.
 */
function stateOf(
  artefact: Artefact,
  seen: ArtefactSeen,
  file: Pick<FileOnHost, 'modifiedMs'>,
  wasBuiltSince: boolean,
): ArtefactState {
  const freshness = freshnessOf(seen.overlap, artefact.isVerbatim);
  if (freshness !== 'unknown') return freshness;
  return seen.modifiedMs + (wasBuiltSince ? 1000 : 0) < file.modifiedMs ? 'older' : 'unknown';
}

/**
 * Nothing of go.mod's text is in a program, but the versions of its modules are. That they agree is not yet the change, which may be
 * about something else: the image was built since, or the program is younger and lacks no module. What a build makes again may well
 * be older, since an equal program is not copied again; and Go takes nothing old for new, as other compilers may.
 */
function stateByModules(
  evidence: Pick<Known<EvidenceKey>, 'maybe'>,
  { path, inContainer }: Artefact,
): ArtefactState | null {
  const packages = evidence.maybe('dependencies');
  const file = evidence.maybe('fileOnHost');
  if (!file || packages?.hasEachModule === undefined || packages.mount) return null;
  if (pathBelow(path, packages.folder) === null) return null;
  if (packages.different.length > 0) return 'stale';
  const isOfLastBuild = packages.wasBuiltSince && evidence.maybe('sameImage')?.isSame === true;
  const isYounger = packages.hasEachModule && inContainer.modifiedMs > file.modifiedMs;
  return packages.compared > 0 && (isOfLastBuild || isYounger) ? 'fresh' : null;
}

/** The artefact that says most of the file, and what it says. */
export interface JudgedArtefact {
  readonly artefact: Artefact;
  readonly state: ArtefactState;
}

/** From what settles the question to what does not. */
const order: readonly ArtefactState[] = ['fresh', 'stale', 'probably-stale', 'older', 'unknown'];

/** Returns the artefact in the container that says most of the file, of equals the one that runs; null where nothing was made of it. */
export function judgedArtefact(evidence: Pick<Known<EvidenceKey>, 'maybe'>): JudgedArtefact | null {
  const file = evidence.maybe('fileOnHost');
  const { made = [], wasBuiltSince = true } = evidence.maybe('artefacts') ?? {};
  if (!file) return null;
  const judged = made.map((artefact) => ({
    artefact,
    state: stateByModules(evidence, artefact) ?? stateOf(artefact, artefact.inContainer, file, wasBuiltSince),
  }));
  const [first = null] = judged.sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || Number(b.artefact.isRun) - Number(a.artefact.isRun),
  );
  return first;
}

/** Returns whether the image that the tag names has a newer artefact than the container, made after the change, which the container's was not. */
export function isNewerInTag(artefact: Artefact, file: FileOnHost): boolean {
  const state = stateInTag(artefact, file);
  const { inTaggedImage, inContainer } = artefact;
  return state === 'fresh' || (state === 'unknown' && (inTaggedImage?.modifiedMs ?? 0) > inContainer.modifiedMs);
}

/**
 * Returns whether the image that the tag names has another artefact than the container, whose own was made before the change, and nothing shows
 * that it lacks the change. A build that ran since may have taken the step's older result for the same file, as when an edit was taken back.
 */
export function isOtherInTag(artefact: Artefact, file: FileOnHost): boolean {
  const state = stateInTag(artefact, file);
  return state !== null && state !== 'stale' && state !== 'probably-stale';
}

/** What the tag's artefact says of the file; null where it is the container's, or nothing shows that the container's lacks the change. */
function stateInTag(artefact: Artefact, file: FileOnHost): ArtefactState | null {
  const { inTaggedImage, inContainer } = artefact;
  if (!inTaggedImage || inTaggedImage.sha256 === inContainer.sha256) return null;
  const own = stateOf(artefact, inContainer, file, true);
  // Some compilers write the time into what they make, so that another build of the same sources differs.
  return own === 'fresh' || own === 'unknown' ? null : stateOf(artefact, inTaggedImage, file, true);
}

/** Returns whether the step that makes an artefact had the file as it is now: it is in the image, or a build ran since. */
export function hadTheChange(evidence: Pick<Known<EvidenceKey>, 'maybe'>): boolean {
  const artefacts = evidence.maybe('artefacts');
  const file = evidence.maybe('fileOnHost');
  if (!artefacts || !file) return false;
  if (artefacts.isOnlySource) return artefacts.wasBuiltSince;
  const source = artefacts.sourceInImage;
  return source?.kind === 'file' && source.sha256 === file.sha256;
}

/** Returns what of the file an old artefact lacks, as facts of a cause: by its content, not by its time. `from` is where it can be read. */
export function factsOfArtefact({ artefact, state }: JudgedArtefact, from: string): readonly Fact[] {
  if (state !== 'stale' && state !== 'probably-stale') return [];
  if (state === 'stale' && artefact.isVerbatim) return [{ text: messages('otherBytes'), from }];
  const line = artefact.inContainer.overlap.missingLine;
  return line === null ? [] : [{ text: messages('lineMissing', { line }), from }];
}
