import { artefactInVolume } from '../../artefact-in-volume.ts';
import { contentName, hasContentOf } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import { packageInVolume } from '../../package-facts.ts';
import { replaceNamedVolume } from '../../remedies.ts';
import type { Fact } from '../../report/report.ts';

const messages = {
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
  notSeen: 'The volume itself could not be asked about',
} as const;

type Asked = Known<'container' | 'mount' | 'containerPath' | 'fileOnHost' | 'fileInContainer'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'mount',
  title: 'A named volume keeps the files of an earlier image',
  why: 'Docker fills a named volume from the image once, when it is empty. Later images do not reach it: the volume keeps what it has, over every build and every new container.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages,
  judge(evidence, say) {
    return judgePackages(evidence, say) ?? judgeArtefact(evidence, say) ?? judgeFile(evidence, say);
  },
});

/** The volume keeps packages; null where it has those that the file wants, or the file wants none. */
function judgePackages(evidence: Asked, say: Speaker): Judgement | null {
  const kept = packageInVolume(evidence, 'named-volume');
  if (!kept) return null;
  const { volume, destination, factOfImage } = kept;
  const { name, wanted, installed } = kept.package;
  const values = { volume, destination, name, file: evidence.its.fileOnHost.path };
  return say.confirmed(
    installed === null
      ? say.text('answerNoPackage', values)
      : say.text('answerPackage', { ...values, installed, wanted }),
    [factOfMount(evidence, say, volume, destination), ...(factOfImage ? [factOfImage] : [])],
    replaceNamedVolume(evidence, volume),
  );
}

/** The volume keeps what an earlier build made of the file; null where it does not, or the image has no newer one. */
function judgeArtefact(evidence: Asked, say: Speaker): Judgement | null {
  const kept = artefactInVolume(evidence, 'named-volume');
  if (!kept) return null;
  const { path, facts, isSure } = kept;
  const speak = isSure ? say.confirmed : say.likely;
  const { name: volume, destination } = kept.volume;
  return speak(
    say.text('answer', { volume, destination, path }),
    [factOfMount(evidence, say, volume, destination), ...facts],
    replaceNamedVolume(evidence, volume),
  );
}

function judgeFile(evidence: Asked, say: Speaker): Judgement {
  const { mount, fileOnHost, fileInContainer } = evidence.its;
  if (mount?.kind !== 'named-volume') return say.ruledOut(say.text('notThis'), evidence.from('mount'));
  if (hasContentOf(fileInContainer, fileOnHost))
    return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
  const volume = evidence.maybe('volume');
  if (!volume) return say.undecided(say.text('notSeen'));
  const { Name: name, CreatedAt: time } = volume;
  const { Destination: destination } = mount.mount;
  const { path } = fileInContainer;
  const inImage = evidence.maybe('fileInImage') ?? evidence.maybe('fileInTaggedImage');
  const seenKey = fileInContainer.kind === 'absent' ? 'absent' : fileOnHost.isDeleted ? 'stillThere' : 'otherContent';
  return say.confirmed(
    say.text('answer', { volume: name, destination, path }),
    [
      factOfMount(evidence, say, name, destination),
      {
        text: say.text(seenKey, { path }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      ...(hasContentOf(inImage, fileOnHost)
        ? [{ text: say.text(fileOnHost.isDeleted ? 'imageLacks' : 'imageHas'), from: evidence.from('fileInImage') }]
        : []),
      ...(time ? [{ text: say.text('created', { time }), from: evidence.from('volume', '.CreatedAt') }] : []),
    ],
    replaceNamedVolume(evidence, name),
  );
}

const factOfMount = (evidence: Asked, say: Speaker, volume: string, destination: string): Fact => ({
  text: say.text('covers', { volume, destination }),
  from: evidence.from('container', `.Mounts ${destination}`),
});
