import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { applySettings } from '../../remedies.ts';
import { differingSettings, factsOfSettings } from '../../settings-of.ts';

export default defineCause({
  hop: 'container',
  title: 'A variable was changed; the container keeps the environment it was created with',
  why: 'A container’s environment is fixed when it is created. `docker restart` and `docker compose restart` start it with the old one: only a new container gets what `environment:`, `env_file:` and `.env` say now.',
  needs: ['container', 'configuration'],
  messages: {
    answer: '{container} was created with another {names} than {place} gives it now',
    leftOver: '{container} still has {names}, which its files do not state any more',
    notOfCompose: 'Compose did not make this container; that it was run with this file is told by its variables',
    agrees: 'The container has the variables that its files state',
  },
  judge(evidence, say) {
    const { container, configuration } = evidence.its;
    const found = differingSettings(configuration, ({ kind }) => kind === 'environment');
    if (!found) return say.ruledOut(say.text('agrees'), evidence.from('configuration'));
    const { names, place, isSure, isAside } = found;
    const name = containerName(container);
    const answer =
      place === null
        ? say.text('leftOver', { container: name, names })
        : say.text('answer', { container: name, names, place });
    const [first, ...facts] = factsOfSettings(evidence, found);
    const hint = configuration.isComposed ? [] : [{ text: say.text('notOfCompose'), from: evidence.from('container') }];
    const speak = !isSure ? say.possible : configuration.isComposed ? say.confirmed : say.likely;
    return { ...speak(answer, [first, ...facts, ...hint], applySettings(evidence)), isAside };
  },
});
