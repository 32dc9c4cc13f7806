import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { applySettings } from '../../remedies.ts';
import { differingSettings, factsOfSettings } from '../../settings-of.ts';

export default defineCause({
  hop: 'container',
  title: 'A setting of the service was changed; the container keeps those it was created with',
  why: 'Restart policy, limits, ports, command, mounts and labels are fixed when a container is created. A restart applies none of them: only a new container has what the Compose file says now.',
  needs: ['container', 'configuration'],
  messages: {
    answer: '{container} was created with other settings than {place} gives it now: {names}',
    leftOver: '{container} still has settings that its files do not state any more: {names}',
    agrees: 'The container has the settings that its files state',
  },
  judge(evidence, say) {
    const { container, configuration } = evidence.its;
    const found = differingSettings(configuration, ({ kind }) => kind !== 'environment');
    const [doubt] = configuration.doubts;
    // What could not be compared is said once, here, where the question is about the file that states it.
    if (!found && doubt && configuration.asked !== null && configuration.asked !== 'whole') return say.undecided(doubt);
    if (!found) return say.ruledOut(say.text('agrees'), evidence.from('configuration'));
    const { names, place, isSure, isAside } = found;
    const name = containerName(container);
    const answer =
      place === null
        ? say.text('leftOver', { container: name, names })
        : say.text('answer', { container: name, names, place });
    const speak = isSure ? say.confirmed : say.possible;
    return { ...speak(answer, factsOfSettings(evidence, found), applySettings(evidence)), isAside };
  },
});
