import { contentName, containerName, hasContentOf, sameSeen } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate, recreateFresh } from '../../remedies.ts';

export default defineCause({
  hop: 'file-system',
  title: 'The file was changed inside the container',
  why: 'Something in the container (a start script, a shell, `docker cp`, a sync tool) wrote the file. It lies in the container’s own layer, over the image’s, until the container is replaced.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'fileInImage'],
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
    untouched: 'The container has what its image has',
    there: 'The container has your content',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, fileInImage } = evidence.its;
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (sameSeen(fileInContainer, fileInImage))
      return say.ruledOut(say.text('untouched'), evidence.from('fileInContainer'));
    const name = containerName(container);
    const { path } = fileInContainer;
    const written = evidence.maybe('writtenInContainer');
    const isOnlyHere = hasContentOf(fileInImage, fileOnHost) === true;
    return say.confirmed(
      say.text(fileInContainer.kind === 'absent' ? 'removed' : 'answer', { path, container: name }),
      [
        {
          text: say.text(isOnlyHere ? 'imageHas' : 'imageHasOther'),
          from: evidence.from('fileInImage', contentName(fileInImage)),
        },
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'deleted' : 'containerHas', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(written ? [{ text: say.text('layer', { path }), from: `docker diff ${name}` }] : []),
      ],
      // A recreate brings back what the image has; where that is not the edited file either, the image has to be built first.
      isOnlyHere ? recreateFresh(evidence) : buildAndRecreate(evidence),
    );
  },
});
