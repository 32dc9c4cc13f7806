import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';

export const messages = defineMessages({
  instructionsPresent: '{container} has every instruction of {dockerfile}: {count} were compared',
  present: '{container} has the settings as its files state them now: {count} were compared',
});

/** Whether the question is about a file that states settings, so that they decide and no file's content does. */
export function isAboutSettings(evidence: Known<EvidenceKey>): boolean {
  if (evidence.maybe('instructions')?.isAsked) return true;
  const asked = evidence.maybe('configuration')?.asked;
  return asked === 'compose-file' || asked === 'environment-file';
}

/** Whether the container has every setting that was asked about. What could not be compared is not taken for equal. */
export function areSettingsPresent(evidence: Pick<Known<EvidenceKey>, 'maybe'>): boolean {
  const instructions = evidence.maybe('instructions');
  const configuration = evidence.maybe('configuration');
  const asked = configuration?.asked;
  if (instructions?.isAsked) {
    const { different, leftOver, isSameImage, doubts, compared, settingsLeft } = instructions;
    const left = settingsLeft ? [...settingsLeft.inTaggedImage, ...settingsLeft.inContainerImage] : [];
    const isCurrent = isSameImage === true || evidence.maybe('containerImage') !== null;
    const isEqual = different.length === 0 && leftOver === 0 && left.length === 0;
    const isBuilt = compared > 0 && isEqual && doubts.length === 0 && isCurrent;
    // A Compose file may have the Dockerfile in it, and settings beside that.
    if (!isBuilt || !asked) return isBuilt;
  }
  // What the Compose file states of the build counts as well.
  if (instructions && (instructions.doubts.length > 0 || instructions.different.length > 0)) return false;
  // What an image that is gone was made with nobody can tell.
  if (instructions?.isSameImage === false && evidence.maybe('containerImage') === null) return false;
  if (!configuration || configuration.doubts.length > 0 || configuration.overridden.length > 0) return false;
  return configuration.compared > 0 && !configuration.different.some(({ isAsked }) => isAsked);
}

/** Returns the answer where every setting is there. */
export function settingsPresent(evidence: Known<EvidenceKey>, container: string): Text {
  const instructions = evidence.maybe('instructions');
  if (instructions?.isAsked) {
    const { dockerfile, compared } = instructions;
    return messages('instructionsPresent', { container, dockerfile, count: compared });
  }
  return messages('present', { container, count: evidence.maybe('configuration')?.compared ?? 0 });
}
