import { contentName, containerName, hasContentOf, isYoungerThan, sameSeen, shortId } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate, recreateFresh } from '../../remedies.ts';

export default defineCause({
  hop: 'file-system',
  title: 'The file was changed inside the container',
  why: 'Something in the container (a start script, a shell, `docker cp`, a sync tool) wrote the file. It lies in the container’s own layer, over the image’s, until the container is replaced.',
  needs: ['container', 'fileOnHost', 'fileInContainer'],
  judgesDeleted: true,
  messages: {
    answer: '{path} was changed inside {container}, over what the image has',
    removed: '{path} was removed inside {container}; its image has the file',
    imageHas: 'The container’s image has your content there',
    imageHasOther: 'The container’s image has a third content there',
    containerHas: '{container} has another content',
    deleted: '{container} has no such file: it was deleted there',
    layer: 'The engine lists {path} among what this container changed',
    byMount: 'A mount decides what is at that path',
    imageGone: 'The container’s image is gone; the file was written at {written}, after {container} was created',
    imageGoneDeleted: 'The container’s image is gone',
    untouched: 'The container has what its image has',
    notSeen: 'What the container’s image has there is not known, nor whether the container wrote it',
    there: 'The container has your content',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer } = evidence.its;
    const fileInImage = evidence.maybe('fileInImage');
    const written = evidence.maybe('writtenInContainer');
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (fileInImage && sameSeen(fileInContainer, fileInImage))
      return say.ruledOut(say.text('untouched'), evidence.from('fileInContainer'));
    // With the image gone, the engine's list tells, for what is not older than the container: another owner keeps the time of before.
    if (!fileInImage && !(written && isYoungerThan(fileInContainer, container.Created)))
      return say.undecided(say.text('notSeen'));
    const name = containerName(container);
    const { path } = fileInContainer;
    const isOnlyHere = hasContentOf(fileInImage, fileOnHost) === true;
    const isBuilt = isOnlyHere || hasContentOf(evidence.maybe('fileInTaggedImage'), fileOnHost) === true;
    return say.confirmed(
      say.text(fileInContainer.kind === 'absent' ? 'removed' : 'answer', { path, container: name }),
      [
        fileInImage
          ? {
              text: say.text(isOnlyHere ? 'imageHas' : 'imageHasOther'),
              from: evidence.from('fileInImage', contentName(fileInImage)),
            }
          : {
              text:
                fileInContainer.kind === 'file'
                  ? say.text('imageGone', {
                      container: name,
                      written: new Date(fileInContainer.modifiedMs).toISOString(),
                    })
                  : say.text('imageGoneDeleted'),
              from: `docker image inspect ${shortId(container.Image)}`,
            },
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'deleted' : 'containerHas', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(written ? [{ text: say.text('layer', { path }), from: `docker diff ${name}` }] : []),
      ],
      // A recreate brings what the tag's image has; where that is not the edited file either, the image has to be built first.
      isBuilt ? recreateFresh(evidence) : buildAndRecreate(evidence),
    );
  },
});
