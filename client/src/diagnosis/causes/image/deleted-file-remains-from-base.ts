import { contentName, containerName, hasContentOf, sameSeen } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { imageKey } from '../../missed-image.ts';
import { removeInBuild } from '../../remedies/dockerfile-edits.ts';

export default defineCause({
  hop: 'image',
  title: 'A deleted file is still there, because the base image has it',
  why: 'COPY adds and replaces; it never removes. A file that the base image brings stays in every image built on it, whether the workspace has it or not. Remove it with a RUN, clean the base image, or copy into a folder that the base leaves empty.',
  needs: ['fileOnHost', 'container', 'fileInContainer', 'fileInBase'],
  outranks: ['image-not-rebuilt'],
  judgesDeleted: true,
  messages: {
    answer: '{path} comes from the base image {base}: deleting your file does not remove it',
    gone: '{file} is not on disk',
    inBase: '{base} has {path}',
    inImage: '{image} has the same file there',
    notDeleted: 'The file is on disk',
    notInBase: 'The base image has no such file, or another one than the image',
    arrived: 'The container has no such file either',
    byMount: 'A mount decides what is at that path',
    notSeen: 'The file in the image was not read',
  },
  judge(evidence, say) {
    const { fileOnHost, container, fileInContainer, fileInBase } = evidence.its;
    if (!fileOnHost.isDeleted) return say.ruledOut(say.text('notDeleted'), evidence.from('fileOnHost'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (!seen) return say.ruledOut(say.text('notSeen'), key);
    const { image: base, seen: inBase } = fileInBase;
    if (inBase.kind !== 'file' || !sameSeen(seen, inBase))
      return say.ruledOut(say.text('notInBase'), evidence.from('fileInBase', contentName(inBase)));
    const { path } = seen;
    const plan = evidence.maybe('plan');
    return say.confirmed(
      say.text('answer', { path, base }),
      [
        { text: say.text('gone', { file: fileOnHost.path }), from: evidence.from('fileOnHost') },
        { text: say.text('inBase', { base, path }), from: evidence.from('fileInBase', contentName(inBase)) },
        {
          text: say.text('inImage', { image: container.Config.Image || containerName(container) }),
          from: evidence.from(key, contentName(seen)),
        },
      ],
      plan ? removeInBuild(evidence, plan, path) : [],
    );
  },
});
