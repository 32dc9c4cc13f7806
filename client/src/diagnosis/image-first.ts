import { replacesAnonymousVolumes, replacesContainer, volumesRemoved } from './losses.ts';
import { hops, type Remedy, type Verdict } from './report/report.ts';

/**
 * Returns the remedies of a verdict, of which the other causes stand beside it in their order. A new volume is filled from the image: where the
 * image lacks the change too, what brings it there comes first, or the old files would be back in the new volume.
 */
export function withImageFirst(found: Verdict, others: readonly Verdict[]): readonly Remedy[] {
  if (found.hop !== 'mount' || !found.remedies.some(renewsVolume) || found.remedies.some(builds)) return found.remedies;
  const before = others.find(
    ({ hop, certainty, remedies }) =>
      certainty !== 'possible' && hops.indexOf(hop) <= hops.indexOf('image') && remedies.length > 0,
  );
  const steps = before?.remedies.filter((step) => !isOfContainer(step, found.remedies)) ?? [];
  return [...steps, ...found.remedies];
}

const renewsVolume = (remedy: Remedy): boolean =>
  'command' in remedy && (volumesRemoved(remedy.command).length > 0 || replacesAnonymousVolumes(remedy.command));

const builds = (remedy: Remedy): boolean => 'command' in remedy && remedy.command.includes('--build');

/** Whether a step does nothing to the image: it removes the container, or is taken again when the volume is new. */
function isOfContainer(step: Remedy, later: readonly Remedy[]): boolean {
  if (!('command' in step)) return false;
  const { command } = step;
  const isRepeated = later.some((other) => 'command' in other && isSame(other.command, command));
  return isRepeated || (replacesContainer(command) && !command.includes('compose'));
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);
