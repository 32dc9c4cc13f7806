import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';
import { replacementOf } from '../../replaced-mount.ts';

export default defineCause({
  hop: 'mount',
  title: 'Docker Desktop’s file sharing still shows the old file',
  why: 'Docker Desktop runs its engine in a virtual machine and shares your folders with it. That share sometimes keeps old or cut content of a file that was changed on the host, see https://github.com/docker/for-mac/issues/7501. Listing the folder in the container, a restart of the container or of Docker Desktop, or another file sharing implementation in its settings, brings the new content.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer', 'engineMachine'],
  messages: {
    answer: 'Docker Desktop’s file sharing still shows {container} an old {path}',
    desktop: 'The engine runs in Docker Desktop: {operatingSystem}',
    mounted: '{container} mounts your folder or file itself at {destination}',
    otherContent: 'Through the mount, {path} has another content than your file',
    absent: 'Through the mount, there is no {path}',
    notOfFile: 'No bind mount of the edited file covers the path',
    notDesktop: 'The engine does not run in Docker Desktop',
    there: 'The mount shows your content',
    replaced: 'The mounted file or folder was replaced since the container started',
  },
  judge(evidence, say) {
    const { container, mount, containerPath: path, fileOnHost, fileInContainer, engineMachine } = evidence.its;
    if (mount?.kind !== 'bind' || !mount.isOfEditedFile)
      return say.ruledOut(say.text('notOfFile'), evidence.from('mount'));
    if (!engineMachine.isDesktop) return say.ruledOut(say.text('notDesktop'), evidence.from('engineMachine'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (replacementOf(evidence)) return say.ruledOut(say.text('replaced'), evidence.from('fileInProcess'));
    const destination = mount.mount.Destination;
    // Never more than likely: what the share does is Docker Desktop's own affair, and no engine here shows it.
    return say.likely(
      say.text('answer', { container: containerName(container), path }),
      [
        {
          text: say.text('desktop', { operatingSystem: engineMachine.operatingSystem }),
          from: evidence.from('engineMachine'),
        },
        {
          text: say.text('mounted', { container: containerName(container), destination }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'otherContent', { path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      container.State.Running ? [restart(evidence)] : [],
    );
  },
});
