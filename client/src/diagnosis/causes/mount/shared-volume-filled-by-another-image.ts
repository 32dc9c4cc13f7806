import { contentName, containerName, hasContentOf, sameSeen, shortId } from '../../content.ts';
import { isVolume } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { replaceSharedVolume } from '../../remedies/volumes.ts';

export default defineCause({
  hop: 'mount',
  title: 'A volume that containers of several images share keeps the files it was filled with',
  why: 'One service builds the files, another serves them from the same volume. The volume is filled once, by the image whose container used it first while it was empty; a newer image changes nothing in it, and neither service can replace it while the other one uses it.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer', 'volumeUsers'],
  outranks: [
    'named-volume-keeps-old-files',
    'anonymous-volume-kept',
    'image-not-rebuilt',
    'not-copied-by-dockerfile',
    'stage-does-not-contain-file',
  ],
  messages: {
    answer: 'Volume {volume}, which {container} shares with {others}, keeps an old {path}',
    covers: '{container} mounts volume {volume} at {destination}',
    shares: '{other} of image {image} mounts the same volume at {destination}',
    otherContent: 'In the volume, {path} has another content than your file',
    absent: 'The volume has no {path}',
    filled: 'The image of {other} has the very content that is in the volume',
    otherHas: 'The image of {other} has your content there, below the volume',
    imageHas: 'The image of {container} has your content there, below the volume',
    notThis: 'No volume covers the path',
    notShared: 'No container of another image mounts the volume',
    there: 'The volume has your content',
  },
  judge(evidence, say) {
    const { container, mount, containerPath: path, fileOnHost, fileInContainer, volumeUsers } = evidence.its;
    if (!mount || !isVolume(mount)) return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    if (volumeUsers.length === 0) return say.ruledOut(say.text('notShared'), evidence.from('volumeUsers'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const name = containerName(container);
    const { Destination: destination, Name: id = '' } = mount.mount;
    const volume = mount.kind === 'anonymous-volume' ? shortId(id) : id;
    const filler = volumeUsers.find(({ inImage }) => inImage?.kind === 'file' && sameSeen(inImage, fileInContainer));
    const newer = volumeUsers.find(({ inImage }) => hasContentOf(inImage, fileOnHost) === true);
    const inImage = evidence.maybe('fileInTaggedImage') ?? evidence.maybe('fileInImage');
    const others = volumeUsers.map((user) => user.name).join(', ');
    return say.confirmed(
      say.text('answer', { volume, container: name, others, path }),
      [
        {
          text: say.text('covers', { container: name, volume, destination }),
          from: evidence.from('container', `.Mounts ${destination} ${id}`),
        },
        ...volumeUsers.map((user) => ({
          text: say.text('shares', { other: user.name, image: user.image, destination: user.destination }),
          from: evidence.from('volumeUsers'),
        })),
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'otherContent', { path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(filler
          ? [{ text: say.text('filled', { other: filler.name }), from: evidence.from('volumeUsers', filler.image) }]
          : []),
        ...(newer
          ? [{ text: say.text('otherHas', { other: newer.name }), from: evidence.from('volumeUsers', newer.image) }]
          : []),
        ...(hasContentOf(inImage, fileOnHost)
          ? [{ text: say.text('imageHas', { container: name }), from: evidence.from('fileInImage') }]
          : []),
      ],
      replaceSharedVolume(evidence, id, volumeUsers),
    );
  },
});
