import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { copyInContainer } from '../../remedies/volumes.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'mount',
  title: 'The start script copies the application’s files into a volume only once',
  why: 'Images of applications keep their files aside, for example in `/usr/src/app`, and their entrypoint copies them to the volume that is served, but only while that is empty or lacks a marker. A new image brings new files to the first place and leaves the second one as it is.',
  needs: ['container', 'containerPath', 'fileOnHost', 'fileInContainer', 'seededCopy'],
  outranks: ['process-not-restarted', 'entrypoint-overwrites-file'],
  messages: {
    answer: '{container} copies {path} into its volume only once: {copy} is still an old one',
    answerAbsent: '{container} copies {path} into its volume only once: there is no {copy} yet',
    imageHas: 'The image brings your content to {path}',
    copies: '{program} in line {line} of {script} copies it under a condition',
    mounted: '{mounted} is mounted at {destination}',
    otherContent: '{copy} has another content',
    absent: '{copy} does not exist',
    notThere: 'The container does not have your content at {path}',
    noScript: 'No start script that could be read copies the file into a mount under a condition',
    same: '{copy} has your content too',
  },
  judge(evidence, say) {
    const { container, containerPath: path, fileOnHost, fileInContainer, seededCopy } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere', { path }), evidence.from('fileInContainer'));
    if (!seededCopy) return say.ruledOut(say.text('noScript'), evidence.from('seededCopy'));
    const { script, line, program, destination, mounted, seen } = seededCopy;
    const copy = seen.path;
    if (hasContentOf(seen, fileOnHost))
      return say.ruledOut(say.text('same', { copy }), evidence.from('seededCopy', contentName(seen)));
    const name = containerName(container);
    const isAbsent = seen.kind === 'absent';
    return say.confirmed(
      say.text(isAbsent ? 'answerAbsent' : 'answer', { container: name, path, copy }),
      [
        { text: say.text('copies', { program, line, script }), from: `${script}:${line}` },
        {
          text: say.text('mounted', { mounted, destination }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        {
          text: say.text(isAbsent ? 'absent' : 'otherContent', { copy }),
          from: commandLine`docker cp ${name}:${copy} - | tar -xO | sha256sum → ${contentName(seen)}`,
        },
        { text: say.text('imageHas', { path }), from: evidence.from('fileInContainer', contentName(fileInContainer)) },
      ],
      container.State.Running ? [copyInContainer(evidence, path, copy)] : [],
    );
  },
});
