import { containerName, contentName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { allowReading } from '../../remedies/access.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'process',
  title: 'The file is there, but the container’s user may not read it',
  why: 'COPY and mounts keep a file’s mode, so a file that only its owner may read stays so in the container, where another user runs the process. With SELinux a mounted file needs the label of containers as well (`:z` or `:Z`). Many programs then go on with their defaults and say nothing.',
  needs: ['container', 'containerPath', 'fileOnHost', 'fileInContainer', 'deniedAccess'],
  outranks: ['process-not-restarted'],
  messages: {
    answer: '{container} runs as {user}, who may not read {path}',
    denied: 'A program that ran as {user} was refused: Permission denied',
    listed: 'Mode, owner and group of {path} are {listed}',
    policy: 'Its mode would allow it ({listed}), so a policy such as SELinux or a folder above forbids it',
    folder: 'A folder above {path} may not be searched',
    there: 'The file is there, with your content',
    notThere: 'The container does not have your content',
  },
  judge(evidence, say) {
    const { container, containerPath: path, fileOnHost, fileInContainer, deniedAccess } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const { user, listed } = deniedAccess;
    const name = containerName(container);
    const isOpen = listed !== null && listed[7] === 'r';
    const told =
      listed === null
        ? say.text('folder', { path })
        : isOpen
          ? say.text('policy', { listed })
          : say.text('listed', { path, listed });
    return say.confirmed(
      say.text('answer', { container: name, user, path }),
      [
        { text: say.text('denied', { user }), from: evidence.from('deniedAccess') },
        { text: told, from: commandLine`docker exec ${name} ls -ldn ${path}` },
        { text: say.text('there'), from: evidence.from('fileInContainer', contentName(fileInContainer)) },
      ],
      listed === null || isOpen ? [] : allowReading(evidence),
    );
  },
});
