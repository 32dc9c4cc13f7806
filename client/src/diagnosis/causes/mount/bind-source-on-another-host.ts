import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { replacementOf } from '../../replaced-mount.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'mount',
  title: 'The mounted path is that of another machine than yours',
  why: 'A bind mount names a path of the machine that the engine runs on. With a remote context, Docker in Docker, a CI runner, a virtual machine or WSL that is not the machine with your files: the engine takes its own file of that path, or makes an empty folder there.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer', 'boundSource'],
  messages: {
    answer: '{container} mounts {source} of the engine’s machine, and your file is on another machine',
    mounted: '{container} mounts {source} at {destination}',
    yours: '{source} of this machine has your file: {file}',
    absent: 'In the container, there is no {path}: the engine’s {source} does not have it',
    folder: 'In the container, {path} is a folder: the engine makes one where its machine has no such file',
    otherContent: 'In the container, {path} has another content: the engine’s {source} has another file',
    notOfFile: 'No bind mount of the edited file covers the path',
    sameFile: 'The engine has your file at that path',
    replaced: 'The mounted file or folder was replaced since the container started',
    desktop: 'Docker Desktop shares the files of this machine with its own',
  },
  judge(evidence, say) {
    const { container, mount, containerPath: path, fileOnHost, fileInContainer, boundSource } = evidence.its;
    if (mount?.kind !== 'bind' || !mount.isOfEditedFile)
      return say.ruledOut(say.text('notOfFile'), evidence.from('mount'));
    const inProcess = evidence.maybe('fileInProcess');
    if (hasContentOf(fileInContainer, fileOnHost) || (inProcess && hasContentOf(inProcess.seen, fileOnHost)))
      return say.ruledOut(say.text('sameFile'), evidence.from('fileInContainer'));
    if (replacementOf(evidence)) return say.ruledOut(say.text('replaced'), evidence.from('boundSource'));
    const machine = evidence.maybe('engineMachine');
    if (machine?.isDesktop) return say.ruledOut(say.text('desktop'), evidence.from('engineMachine'));
    const source = boundSource.path;
    const key = fileInContainer.kind === 'directory' ? 'folder' : fileInContainer.kind === 'absent' ? 'absent' : null;
    return say.confirmed(
      say.text('answer', { container: containerName(container), source }),
      [
        {
          text: say.text('mounted', {
            container: containerName(container),
            source,
            destination: mount.mount.Destination,
          }),
          from: evidence.from('container', `.Mounts ${mount.mount.Destination}`),
        },
        { text: say.text('yours', { source, file: fileOnHost.path }), from: commandLine`sha256sum ${fileOnHost.path}` },
        {
          text: say.text(key ?? 'otherContent', { path, source }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      [],
    );
  },
});
