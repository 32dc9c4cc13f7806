import { artefactInVolume } from '../../artefact-in-volume.ts';
import { contentName, hasContentOf, shortId } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import { packageInVolume } from '../../package-facts.ts';
import { buildWithNewVolumes, recreateWithNewVolumes } from '../../remedies.ts';
import type { Fact } from '../../report/report.ts';

const messages = {
  answer: 'An anonymous volume covers {destination} and keeps the old {path}',
  covers: 'Anonymous volume {volume} is mounted at {destination}',
  otherContent: 'In the volume, {path} has another content than your file',
  absent: 'The volume has no {path}',
  imageHas: 'The image has your content there, below the volume',
  notThis: 'No anonymous volume covers the path',
  there: 'The volume has your content',
  answerPackage: 'An anonymous volume covers {destination} and keeps {name} {installed}; {file} wants {wanted}',
  answerNoPackage: 'An anonymous volume covers {destination} and has no {name}, which {file} wants',
} as const;

type Asked = Known<'container' | 'mount' | 'containerPath' | 'fileOnHost' | 'fileInContainer'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'mount',
  title: 'An anonymous volume was carried over from the old container',
  why: 'A VOLUME of the image, or a volume without a name in the Compose file, is filled once. Compose carries it over when it recreates the container, so the new image’s files stay below it.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages,
  judge(evidence, say) {
    return judgePackages(evidence, say) ?? judgeArtefact(evidence, say) ?? judgeFile(evidence, say);
  },
});

/** The volume keeps packages; null where it has those that the file wants, or the file wants none. */
function judgePackages(evidence: Asked, say: Speaker): Judgement | null {
  const kept = packageInVolume(evidence, 'anonymous-volume');
  if (!kept) return null;
  const { volume, destination, factOfImage } = kept;
  const { name, wanted, installed } = kept.package;
  const file = evidence.its.fileOnHost.path;
  return say.confirmed(
    installed === null
      ? say.text('answerNoPackage', { destination, name, file })
      : say.text('answerPackage', { destination, name, installed, wanted, file }),
    [factOfMount(evidence, say, volume, destination), ...(factOfImage ? [factOfImage] : [])],
    factOfImage ? recreateWithNewVolumes(evidence) : buildWithNewVolumes(evidence),
  );
}

/** The volume keeps what an earlier build made of the file; null where it does not, or the image has no newer one. */
function judgeArtefact(evidence: Asked, say: Speaker): Judgement | null {
  const kept = artefactInVolume(evidence, 'anonymous-volume');
  if (!kept) return null;
  const { path, facts, isSure } = kept;
  const speak = isSure ? say.confirmed : say.likely;
  const { name: volume, destination } = kept.volume;
  return speak(
    say.text('answer', { destination, path }),
    [factOfMount(evidence, say, volume, destination), ...facts],
    recreateWithNewVolumes(evidence),
  );
}

function judgeFile(evidence: Asked, say: Speaker): Judgement {
  const { mount, fileOnHost, fileInContainer } = evidence.its;
  if (mount?.kind !== 'anonymous-volume') return say.ruledOut(say.text('notThis'), evidence.from('mount'));
  if (hasContentOf(fileInContainer, fileOnHost))
    return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
  const { Destination: destination, Name: volume = '' } = mount.mount;
  const inImage = evidence.maybe('fileInImage') ?? evidence.maybe('fileInTaggedImage');
  const { path, kind } = fileInContainer;
  return say.confirmed(
    say.text('answer', { destination, path }),
    [
      factOfMount(evidence, say, volume, destination),
      {
        text: say.text(kind === 'absent' ? 'absent' : 'otherContent', { path }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      ...(hasContentOf(inImage, fileOnHost)
        ? [{ text: say.text('imageHas'), from: evidence.from('fileInImage') }]
        : []),
    ],
    recreateWithNewVolumes(evidence),
  );
}

const factOfMount = (evidence: Asked, say: Speaker, volume: string, destination: string): Fact => ({
  text: say.text('covers', { volume: shortId(volume), destination }),
  from: evidence.from('container', `.Mounts ${destination} ${volume}`),
});
