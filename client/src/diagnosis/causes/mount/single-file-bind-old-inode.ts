import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';
import { certaintyOf, replacementFacts, replacementOf } from '../../replaced-mount.ts';

export default defineCause({
  hop: 'mount',
  title: 'A single mounted file was replaced on the host; the container keeps the old one',
  why: 'A bind mount of one file holds its inode. Editors, `git checkout` and `sed -i` save by writing a new file and renaming it: the name on the host is new, the mount still shows the old inode until the container starts again. `docker cp` misleads here, because the engine opens the path anew.',
  needs: ['container', 'mount', 'fileOnHost', 'boundSource'],
  judgesDeleted: true,
  messages: {
    answer: '{container} still has the old {destination}: the mounted file was replaced on the host',
    notSingle: 'The path is not a single mounted file',
    notReplaced: 'The mounted file is the one that was there when the container started',
    notRunning: 'The container is not running',
  },
  judge(evidence, say) {
    const { container, mount } = evidence.its;
    if (!mount?.isSingleFile || !mount.isOfEditedFile)
      return say.ruledOut(say.text('notSingle'), evidence.from('mount'));
    if (!container.State.Running) return say.ruledOut(say.text('notRunning'), evidence.from('container', '.State'));
    if (replacementOf(evidence)?.by !== 'new-inode')
      return say.ruledOut(say.text('notReplaced'), evidence.from('boundSource'));
    const destination = mount.mount.Destination;
    const answer = say.text('answer', { container: containerName(container), destination });
    return say[certaintyOf(evidence)](answer, replacementFacts(evidence, evidence.its), [restart(evidence)]);
  },
});
