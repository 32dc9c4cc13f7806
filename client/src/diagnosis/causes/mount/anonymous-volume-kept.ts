import { contentName, hasContentOf, shortId } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildWithNewVolumes, recreateWithNewVolumes } from '../../remedies.ts';

export default defineCause({
  hop: 'mount',
  title: 'An anonymous volume was carried over from the old container',
  why: 'A VOLUME of the image, or a volume without a name in the Compose file, is filled once. Compose carries it over when it recreates the container, so the new image’s files stay below it.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages: {
    answer: 'An anonymous volume covers {destination} and keeps the old {path}',
    covers: 'Anonymous volume {volume} is mounted at {destination}',
    otherContent: 'In the volume, {path} has another content than your file',
    absent: 'The volume has no {path}',
    imageHas: 'The image has your content there, below the volume',
    notThis: 'No anonymous volume covers the path',
    there: 'The volume has your content',
    answerPackage: 'An anonymous volume covers {destination} and keeps {name} {installed}; {file} wants {wanted}',
    answerNoPackage: 'An anonymous volume covers {destination} and has no {name}, which {file} wants',
    packageInImage: 'The image has {name} {version} there, below the volume',
  },
  judge(evidence, say) {
    const { mount, fileOnHost, fileInContainer } = evidence.its;
    const packages = evidence.maybe('dependencies');
    const [first] = packages?.different ?? [];
    if (first && packages?.mount && packages.mountKind === 'anonymous-volume') {
      const { Destination: destination, Name: volume = '' } = packages.mount;
      const { name, wanted, installed } = first;
      const file = fileOnHost.path;
      const { inImage } = packages;
      return say.confirmed(
        installed === null
          ? say.text('answerNoPackage', { destination, name, file })
          : say.text('answerPackage', { destination, name, installed, wanted, file }),
        [
          {
            text: say.text('covers', { volume: shortId(volume), destination }),
            from: evidence.from('container', `.Mounts ${destination} ${volume}`),
          },
          ...(inImage?.isWanted
            ? [
                {
                  text: say.text('packageInImage', { name, version: inImage.version ?? '' }),
                  from: evidence.from('taggedImage', '.Id'),
                },
              ]
            : []),
        ],
        inImage?.isWanted ? recreateWithNewVolumes(evidence) : buildWithNewVolumes(evidence),
      );
    }
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
