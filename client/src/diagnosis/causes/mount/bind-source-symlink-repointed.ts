import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';
import { certaintyOf, replacementFacts, repointedLink, replacementOf } from '../../replaced-mount.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'mount',
  title: 'The mounted path goes through a symbolic link that points elsewhere now',
  why: 'A bind mount follows symbolic links once, when the container starts. A deploy that points `current` at a new release leaves a running container with the old one, although `docker inspect` and `docker cp` show the new.',
  needs: ['container', 'mount', 'fileOnHost', 'boundSource'],
  outranks: ['single-file-bind-old-inode', 'bind-folder-replaced'],
  messages: {
    answer: '{container} still has what {link} pointed to when it started; the link points to {target} now',
    made: '{link} was made to point to {target} at {made}, after the container started at {started}',
    notMounted: 'The path is not in a mount of the workspace',
    noLink: 'No symbolic link on the way to the mount was changed since the container started',
    notRunning: 'The container is not running',
  },
  judge(evidence, say) {
    const { container, mount, boundSource } = evidence.its;
    if (!mount?.isOfEditedFile) return say.ruledOut(say.text('notMounted'), evidence.from('mount'));
    if (!container.State.Running) return say.ruledOut(say.text('notRunning'), evidence.from('container', '.State'));
    const link = repointedLink(boundSource, Date.parse(container.State.StartedAt));
    if (!link || replacementOf(evidence)?.by !== 'link')
      return say.ruledOut(say.text('noLink'), evidence.from('boundSource'));
    const [mounted, ...others] = replacementFacts(evidence, evidence.its);
    const made = say.text('made', {
      link: link.path,
      target: link.target,
      made: new Date(link.madeMs).toISOString(),
      started: container.State.StartedAt,
    });
    const answer = say.text('answer', { container: containerName(container), link: link.path, target: link.target });
    const facts = [mounted, { text: made, from: commandLine`stat ${link.path}` }, ...others] as const;
    return say[certaintyOf(evidence)](answer, facts, [restart(evidence)]);
  },
});
