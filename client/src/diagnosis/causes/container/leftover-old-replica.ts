import { containerName, contentName, hasContentOf, listedName, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { removeReplica } from '../../remedies.ts';

export default defineCause({
  hop: 'container',
  title: 'An old replica was left over beside the new ones',
  why: 'A rollout that was interrupted, or `up --scale` with `--no-recreate`, leaves containers of the old image running beside those of the new one. Some requests still reach the old code.',
  needs: ['container', 'fileOnHost', 'fileInContainer'],
  outranks: ['container-runs-old-image', 'built-different-tag', 'image-not-rebuilt'],
  judgesDeleted: true,
  messages: {
    answer: '{container} is an old replica of {service}; {newer} runs the image with your change',
    old: '{container} was created from image {id} and has another content at {path}',
    newer: '{newer} was created from the image that {image} names now',
    answerOtherImage: '{container} is an old replica of {service}; {newer} has your change and runs beside it',
    oldImage: '{container} runs {image} and has another content at {path}',
    newerHas: '{newer} runs {image} and has your content there',
    together: 'Both serve as {service}: they have the same {by}',
    notSeen: 'What the image has that the tag names now could not be read',
    others: 'Other old replicas that run: {names}',
    tagHas: '{image} has your content there',
    current: 'This container is not an old replica beside a current one',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer } = evidence.its;
    const sameImage = evidence.maybe('sameImage');
    const siblings = evidence.maybe('siblings') ?? [];
    const name = containerName(container);
    const image = container.Config.Image;
    const beside = evidence.maybe('newerReplica');
    if (beside && !hasContentOf(fileInContainer, fileOnHost))
      return say.confirmed(
        say.text('answerOtherImage', { container: name, service: beside.service, newer: beside.name }),
        [
          {
            text: say.text('newerHas', { newer: beside.name, image: beside.image }),
            from: `docker cp ${beside.name}:${beside.seen.path} - | tar -xO | sha256sum → ${contentName(beside.seen)}`,
          },
          {
            text: say.text('oldImage', { container: name, image, path: fileInContainer.path }),
            from: evidence.from('fileInContainer', contentName(fileInContainer)),
          },
          {
            text: say.text('together', { service: beside.service, by: beside.by }),
            from: evidence.from('newerReplica'),
          },
        ],
        [removeReplica(evidence)],
      );
    if (siblings.length > 0 && (evidence.isMissing('fileInTaggedImage') || evidence.isMissing('sameImage')))
      return say.undecided(say.text('notSeen'));
    const current = siblings.find(({ isRunning, isOnTaggedImage }) => isRunning && isOnTaggedImage === true);
    const fileInTaggedImage = evidence.maybe('fileInTaggedImage');
    const inImage = evidence.maybe('fileInImage');
    const isOld =
      sameImage?.isSame === false &&
      !leavesImageOut(evidence.maybe('mount')) &&
      !hasContentOf(fileInContainer, fileOnHost) &&
      !hasContentOf(inImage, fileOnHost);
    if (!isOld || !current || !fileInTaggedImage || !hasContentOf(fileInTaggedImage, fileOnHost)) {
      return say.ruledOut(say.text('current'), evidence.from('container'));
    }
    const newer = listedName(current.container);
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
        {
          text: say.text('tagHas', { image }),
          from: evidence.from('fileInTaggedImage', contentName(fileInTaggedImage)),
        },
        ...(others.length > 0
          ? [{ text: say.text('others', { names: others.join(', ') }), from: evidence.from('siblings') }]
          : []),
      ],
      [removeReplica(evidence)],
    );
  },
});
