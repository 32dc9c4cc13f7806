import { contentName, containerName, hasContentOf } from '../../content.ts';
import { boundFolder } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { takeMountAway } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'mount',
  title: 'A bind mount from elsewhere hides what the image has at that path',
  why: 'A bind mount puts a host folder over the image’s. When that folder is another than the edited one (an old release, another checkout, a line in an override file), the image may be as new as it likes: the process sees the mount.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages: {
    answer: '{source} is mounted over {destination} and hides your change',
    mounted: '{container} mounts {source} at {destination}',
    stated: 'The mount is stated there: {source} at {destination}',
    otherContent: 'Through the mount, {path} has another content than your file',
    absent: 'Through the mount, there is no {path}',
    imageHas: 'The image has your content there, below the mount',
    notThis: 'No bind mount from elsewhere covers the path',
    there: 'The mount has your content',
  },
  judge(evidence, say) {
    const { container, mount, fileOnHost, fileInContainer } = evidence.its;
    if (mount?.kind !== 'bind' || mount.isOfEditedFile)
      return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const destination = mount.mount.Destination;
    // A volume that binds a host folder has its own folder as the source, which says nothing to a person.
    const source = boundFolder(evidence.maybe('volume')) ?? mount.mount.Source ?? '';
    const stated = evidence
      .maybe('service')
      ?.mounts.find(({ target }) => target.replace(/(.)\/+$/, '$1') === destination);
    const inImage = evidence.maybe('fileInImage');
    return say.confirmed(
      say.text('answer', { source, destination }),
      [
        {
          text: say.text('mounted', { container: containerName(container), source, destination }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        ...(stated ? [{ text: say.text('stated', { source, destination }), from: placed(stated.at) }] : []),
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'otherContent', { path: fileInContainer.path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(hasContentOf(inImage, fileOnHost)
          ? [{ text: say.text('imageHas'), from: evidence.from('fileInImage') }]
          : []),
      ],
      takeMountAway(evidence, destination, stated),
    );
  },
});
