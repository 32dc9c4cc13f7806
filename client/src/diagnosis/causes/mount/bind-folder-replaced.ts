import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';
import { certaintyOf, replacementFacts, replacementOf } from '../../replaced-mount.ts';

export default defineCause({
  hop: 'mount',
  title: 'A mounted folder was removed and made again; the container keeps the old one',
  why: 'A bind mount holds the folder that was there when the container started. A build tool that removes its output folder and makes it again, or a branch switch, leaves the container with the old folder until it starts again. `docker cp` misleads here, because the engine opens the path anew. Empty the folder instead of removing it, or mount the folder above it.',
  needs: ['container', 'mount', 'fileOnHost', 'boundSource'],
  messages: {
    answer: '{container} still has the old {source}: the mounted folder was replaced on the host',
    notFolder: 'The path is not in a mounted folder of the workspace',
    notReplaced: 'The mounted folder is the one that was there when the container started',
    notRunning: 'The container is not running',
  },
  judge(evidence, say) {
    const { container, mount, boundSource } = evidence.its;
    if (!mount?.isOfEditedFile || boundSource.kind !== 'directory')
      return say.ruledOut(say.text('notFolder'), evidence.from('mount'));
    if (!container.State.Running) return say.ruledOut(say.text('notRunning'), evidence.from('container', '.State'));
    if (replacementOf(evidence)?.by !== 'new-inode')
      return say.ruledOut(say.text('notReplaced'), evidence.from('boundSource'));
    const answer = say.text('answer', { container: containerName(container), source: boundSource.path });
    const facts = replacementFacts(evidence, evidence.its);
    return say[certaintyOf(evidence)](answer, facts, [restart(evidence)]);
  },
});
