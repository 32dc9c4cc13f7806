import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'file',
  title: 'The container has the file under another spelling',
  why: 'In a Linux container `Utils.js` and `utils.js` are two files. A rename in upper and lower case only goes unnoticed on macOS and Windows, by git there, and by what watches the files: the container keeps the name of before. Rename it by way of a third name (`git mv`), and build again.',
  needs: ['fileOnHost', 'container', 'fileInContainer', 'spelling'],
  outranks: ['image-not-rebuilt', 'not-copied-by-dockerfile'],
  judgesDeleted: true,
  messages: {
    answer: '{container} has the file as {inContainer}; on disk it is {onDisk}',
    inContainer: '{container} has {path}',
    onDisk: 'The file on disk is spelled {onDisk}',
    absent: '{container} has no {path}',
    none: 'No name in the container is equal but for upper and lower case',
    there: 'The container has your content',
    notFile: 'What the container has under the other spelling is no file',
  },
  judge(evidence, say) {
    const { fileOnHost, container, fileInContainer, spelling } = evidence.its;
    if (!spelling?.onDisk) return say.ruledOut(say.text('none'), evidence.from('spelling'));
    if (!fileOnHost.isDeleted && hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const { onDisk, inContainer } = spelling;
    if (inContainer.kind !== 'file') return say.ruledOut(say.text('notFile'), evidence.from('spelling'));
    const name = containerName(container);
    return say.confirmed(
      say.text('answer', { container: name, inContainer: lastNames(inContainer.path, onDisk), onDisk }),
      [
        {
          text: say.text('inContainer', { container: name, path: inContainer.path }),
          from: evidence.from('spelling', contentName(inContainer)),
        },
        { text: say.text('onDisk', { onDisk }), from: commandLine`ls ${fileOnHost.path}` },
        ...(fileInContainer.kind === 'absent'
          ? [
              {
                text: say.text('absent', { container: name, path: fileInContainer.path }),
                from: evidence.from('fileInContainer'),
              },
            ]
          : []),
      ],
      buildAndRecreate(evidence),
    );
  },
});

/** Returns as much of the end of a path as another path has, which may begin with a folder. */
const lastNames = (path: string, other: string): string => path.split('/').slice(-other.split('/').length).join('/');
