import { contentName, hasContentOf, shortId } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { recreateWithNewVolumes } from '../../remedies.ts';

export default defineCause({
  hop: 'mount',
  title: 'An anonymous volume was carried over from the old container',
  why: 'A VOLUME of the image, or a volume without a name in the Compose file, is filled once. Compose carries it over when it recreates the container, so the new image’s files stay below it.',
  needs: ['mount', 'containerPath', 'fileOnHost', 'fileInContainer', 'volume'],
  messages: {
    answer: 'An anonymous volume covers {destination} and keeps the old {path}',
    covers: 'Anonymous volume {volume} is mounted at {destination}',
    otherContent: 'In the volume, {path} has another content than your file',
    absent: 'The volume has no {path}',
    imageHas: 'The image has your content there, below the volume',
    notThis: 'No anonymous volume covers the path',
    there: 'The volume has your content',
  },
  judge(evidence, say) {
    const { mount, fileOnHost, fileInContainer } = evidence.its;
    if (mount?.kind !== 'anonymous-volume') return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const { Destination: destination, Name: volume = '' } = mount.mount;
    const inImage = evidence.maybe('fileInImage') ?? evidence.maybe('fileInTaggedImage');
    return say.confirmed(
      say.text('answer', { destination, path: fileInContainer.path }),
      [
        {
          text: say.text('covers', { volume: shortId(volume), destination }),
          from: evidence.from('container', `.Mounts ${destination} ${volume}`),
        },
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'otherContent', { path: fileInContainer.path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(hasContentOf(inImage, fileOnHost)
          ? [{ text: say.text('imageHas'), from: evidence.from('fileInImage') }]
          : []),
      ],
      recreateWithNewVolumes(evidence),
    );
  },
});
