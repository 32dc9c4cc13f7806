import { contentName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { replaceNamedVolume } from '../../remedies.ts';

export default defineCause({
  hop: 'mount',
  title: 'A named volume keeps the files of an earlier image',
  why: 'Docker fills a named volume from the image once, when it is empty. Later images do not reach it: the volume keeps what it has, over every build and every new container.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages: {
    answer: 'Volume {volume} covers {destination} and keeps the old {path}',
    covers: 'Volume {volume} is mounted at {destination}',
    otherContent: 'In the volume, {path} has another content than your file',
    absent: 'The volume has no {path}',
    stillThere: 'In the volume, {path} is still there',
    imageHas: 'The image has your content there, below the volume',
    imageLacks: 'The image does not have it any more, below the volume',
    created: 'The volume was created at {time}',
    notThis: 'No named volume covers the path',
    there: 'The volume has your content',
    answerPackage: 'Volume {volume} covers {destination} and keeps {name} {installed}; {file} wants {wanted}',
    answerNoPackage: 'Volume {volume} covers {destination} and has no {name}, which {file} wants',
    packageInImage: 'The image has {name} {version} there, below the volume',
    notSeen: 'The volume itself could not be asked about',
  },
  judge(evidence, say) {
    const { mount, fileOnHost, fileInContainer } = evidence.its;
    const packages = evidence.maybe('dependencies');
    const [first] = packages?.different ?? [];
    if (first && packages?.mount && packages.mountKind === 'named-volume') {
      const { Destination: destination, Name: name = '' } = packages.mount;
      const { wanted, installed } = first;
      const values = { volume: name, destination, name: first.name, file: fileOnHost.path };
      const { inImage } = packages;
      return say.confirmed(
        installed === null
          ? say.text('answerNoPackage', values)
          : say.text('answerPackage', { ...values, installed, wanted }),
        [
          {
            text: say.text('covers', { volume: name, destination }),
            from: evidence.from('container', `.Mounts ${destination}`),
          },
          ...(inImage?.isWanted
            ? [
                {
                  text: say.text('packageInImage', { name: first.name, version: inImage.version ?? '' }),
                  from: evidence.from('taggedImage', '.Id'),
                },
              ]
            : []),
        ],
        replaceNamedVolume(evidence, name),
      );
    }
    if (mount?.kind !== 'named-volume') return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const volume = evidence.maybe('volume');
    if (!volume) return say.undecided(say.text('notSeen'));
    const { Destination: destination } = mount.mount;
    const inImage = evidence.maybe('fileInImage') ?? evidence.maybe('fileInTaggedImage');
    const seenKey = fileInContainer.kind === 'absent' ? 'absent' : fileOnHost.isDeleted ? 'stillThere' : 'otherContent';
    return say.confirmed(
      say.text('answer', { volume: volume.Name, destination, path: fileInContainer.path }),
      [
        {
          text: say.text('covers', { volume: volume.Name, destination }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        {
          text: say.text(seenKey, { path: fileInContainer.path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(hasContentOf(inImage, fileOnHost)
          ? [{ text: say.text(fileOnHost.isDeleted ? 'imageLacks' : 'imageHas'), from: evidence.from('fileInImage') }]
          : []),
        ...(volume.CreatedAt
          ? [{ text: say.text('created', { time: volume.CreatedAt }), from: evidence.from('volume', '.CreatedAt') }]
          : []),
      ],
      replaceNamedVolume(evidence, volume.Name),
    );
  },
});
