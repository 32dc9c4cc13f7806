import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { DependenciesEvidence } from './evidence/dependencies.ts';

/** How the packages in the container stand to a manifest that is in no image itself: a stage or a mounted RUN reads it alone. */
export type PackagesState = 'as-wanted' | 'not-installed' | 'installed-in-tag' | 'unknown';

/** The packages of such a manifest, and how they stand. */
export interface JudgedPackages {
  readonly packages: DependenciesEvidence['dependencies'];
  readonly state: PackagesState;
}

/**
 * Returns what the installed packages say of a manifest that only a stage or a mounted RUN takes; null for every other file. Of Go the program
 * is judged, as what was made of go.mod.
 */
export function judgedPackages(evidence: Pick<Known<EvidenceKey>, 'maybe'>): JudgedPackages | null {
  const plan = evidence.maybe('plan');
  const packages = evidence.maybe('dependencies');
  const isOfStage = plan?.copies.length === 0 && plan.onlyInStages.length > 0;
  if (!packages || !isOfStage || packages.mount || packages.hasEachModule !== undefined) return null;
  return { packages, state: stateOf(packages, evidence.maybe('sameImage')?.isSame ?? null) };
}

/** That the packages agree is not yet the change, which may be about something else: an image that was built since has it. */
function stateOf(packages: JudgedPackages['packages'], isSame: boolean | null): PackagesState {
  const { different, compared, inImage, wasBuiltSince } = packages;
  if (different.length === 0) return compared > 0 && wasBuiltSince && isSame === true ? 'as-wanted' : 'unknown';
  if (!wasBuiltSince) return 'not-installed';
  // Of Python and Ruby the tag's image cannot be asked: that it was built since, of the file that it reads, has to do.
  return isSame === false && inImage?.isWanted !== false ? 'installed-in-tag' : 'unknown';
}
