import { listOf, overriddenOf } from '../../changed-instructions.ts';
import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { changeAndRecreate } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'container',
  title: 'The container was given another command, user or health check than the image has',
  why: '`command:`, `entrypoint:`, `user:`, `working_dir:` and `healthcheck:` of a Compose file, and the options of `docker run`, win over CMD, ENTRYPOINT, USER, WORKDIR and HEALTHCHECK of the Dockerfile. An edit there never arrives.',
  needs: ['container', 'instructions'],
  follows: ['container-runs-old-image'],
  messages: {
    answer: '{container} does not use the Dockerfile’s {names}: {place} wins',
    says: 'The Dockerfile has a {name}',
    wins: 'This line wins over it',
    runOption: 'The image has it, and the container has another: it was given when it was run',
    has: '{container} has another {names}',
    agrees: 'The container has what the Dockerfile says',
  },
  judge(evidence, say) {
    const { container } = evidence.its;
    const overridden = overriddenOf(evidence, 'command');
    const [first] = overridden;
    if (!first) return say.ruledOut(say.text('agrees'), evidence.from('instructions'));
    const name = containerName(container);
    const place = first.overridden?.by ? placed(first.overridden.by) : 'docker run';
    const facts = overridden.flatMap(({ shown, at, overridden: won }) => [
      { text: say.text('says', { name: shown }), from: placed(at) },
      won?.by
        ? { text: say.text('wins'), from: placed(won.by) }
        : { text: say.text('runOption'), from: evidence.from('container', '.Config') },
    ]);
    const has = {
      text: say.text('has', { container: name, names: listOf(overridden) }),
      from: evidence.from('container', '.Config'),
    };
    return say.confirmed(
      say.text('answer', { container: name, names: listOf(overridden), place }),
      [has, ...facts],
      changeAndRecreate(evidence, first.overridden?.by ? place : null),
    );
  },
});
