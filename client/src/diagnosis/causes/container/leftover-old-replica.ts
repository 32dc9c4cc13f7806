import { containerName, contentName, hasContentOf, listedName, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { FileSeen } from '../../evidence.ts';
import { removeReplica } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

const messages = {
  answer: '{container} is an old replica of {service}; {newer} runs the image with your change',
  old: '{container} was created from image {id} and has another content at {path}',
  newer: '{newer} was created from the image that {image} names now',
  answerOtherImage: '{container} is an old replica of {service}; {newer} has your change and runs beside it',
  answerOrphan:
    '{container} is left over from service {service}, which the Compose files do not state any more; {newer} has your change',
  orphan: 'Compose leaves such containers running, unless it is told --remove-orphans',
  oldImage: '{container} runs {image} and has another content at {path}',
  newerHas: '{newer} runs {image} and has your content there',
  together: 'Both serve as {service}: they have the same {by}',
  fileNotSeen: 'The file in the container could not be read',
  othersNotSeen: 'Other containers that may serve as the same could not be asked about',
  notSeen: 'What the image has that the tag names now could not be read',
  others: 'Other old replicas that run: {names}',
  tagHas: '{image} has your content there',
  current: 'This container is not an old replica beside a current one',
} as const;

type Asked = Known<'container' | 'fileOnHost'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'container',
  title: 'An old replica was left over beside the new ones',
  why: 'A rollout that was interrupted, or `up --scale` with `--no-recreate`, leaves containers of the old image running beside those of the new one. Some requests still reach the old code.',
  needs: ['container', 'fileOnHost'],
  outranks: ['container-runs-old-image', 'built-different-tag', 'image-not-rebuilt'],
  judgesDeleted: true,
  messages,
  judge(evidence, say) {
    if (evidence.isMissing('newerReplica')) return say.undecided(say.text('othersNotSeen'));
    const isAlone = !evidence.maybe('newerReplica') && (evidence.maybe('siblings') ?? []).length === 0;
    if (isAlone) return say.ruledOut(say.text('current'), evidence.from('container'));
    const seen = evidence.maybe('fileInContainer');
    if (!seen) return say.undecided(say.text('fileNotSeen'));
    return judgeOtherImage(evidence, say, seen) ?? judgeSiblings(evidence, say, seen);
  },
});

/** A replica with the change runs beside this one, from an image of another name; null where none does. */
function judgeOtherImage(evidence: Asked, say: Speaker, fileInContainer: FileSeen): Judgement | null {
  const { container, fileOnHost } = evidence.its;
  const beside = evidence.maybe('newerReplica');
  if (!beside || hasContentOf(fileInContainer, fileOnHost)) return null;
  const { name: newer, service, by, newService, seen } = beside;
  const name = containerName(container);
  return say.confirmed(
    say.text(newService === undefined ? 'answerOtherImage' : 'answerOrphan', { container: name, service, newer }),
    [
      {
        text: say.text('newerHas', { newer, image: beside.image }),
        from: commandLine`docker cp ${newer}:${seen.path} - | tar -xO | sha256sum → ${contentName(seen)}`,
      },
      {
        text: say.text('oldImage', { container: name, image: container.Config.Image, path: fileInContainer.path }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      newService === undefined
        ? { text: say.text('together', { service, by }), from: evidence.from('newerReplica') }
        : { text: say.text('orphan'), from: evidence.from('service') },
    ],
    [removeReplica(evidence)],
  );
}

/** A replica of the same name for its image runs beside this one, and was created from what that name means now. */
function judgeSiblings(evidence: Asked, say: Speaker, fileInContainer: FileSeen): Judgement {
  const { container } = evidence.its;
  const siblings = evidence.maybe('siblings') ?? [];
  if (siblings.length > 0 && (evidence.isMissing('fileInTaggedImage') || evidence.isMissing('sameImage')))
    return say.undecided(say.text('notSeen'));
  const current = siblings.find(({ isRunning, isOnTaggedImage }) => isRunning && isOnTaggedImage === true);
  const inTaggedImage = evidence.maybe('fileInTaggedImage');
  if (!current || !inTaggedImage || !isOld(evidence, inTaggedImage, fileInContainer))
    return say.ruledOut(say.text('current'), evidence.from('container'));
  const newer = listedName(current.container);
  const name = containerName(container);
  const image = container.Config.Image;
  const service = container.Config.Labels['com.docker.compose.service'] ?? image;
  const others = siblings
    .filter(({ isRunning, isOnTaggedImage }) => isRunning && isOnTaggedImage === false)
    .map((sibling) => listedName(sibling.container));
  return say.confirmed(
    say.text('answer', { container: name, service, newer }),
    [
      {
        text: say.text('old', { container: name, id: shortId(container.Image), path: fileInContainer.path }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      {
        text: say.text('newer', { newer, image }),
        from: evidence.from('siblings', `${newer} .ImageID ${current.container.ImageID}`),
      },
      { text: say.text('tagHas', { image }), from: evidence.from('fileInTaggedImage', contentName(inTaggedImage)) },
      ...(others.length > 0
        ? [{ text: say.text('others', { names: others.join(', ') }), from: evidence.from('siblings') }]
        : []),
    ],
    [removeReplica(evidence)],
  );
}

/** The change is in the image that the tag names now, and neither in this container nor in the image that it was created from. */
function isOld(evidence: Asked, inTaggedImage: FileSeen, fileInContainer: FileSeen): boolean {
  const { fileOnHost } = evidence.its;
  return (
    evidence.maybe('sameImage')?.isSame === false &&
    !leavesImageOut(evidence) &&
    hasContentOf(inTaggedImage, fileOnHost) === true &&
    !hasContentOf(fileInContainer, fileOnHost) &&
    !hasContentOf(evidence.maybe('fileInImage'), fileOnHost)
  );
}
