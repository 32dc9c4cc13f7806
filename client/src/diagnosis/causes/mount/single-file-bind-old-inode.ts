import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';

export default defineCause({
  hop: 'mount',
  title: 'A single mounted file was replaced on the host; the container keeps the old one',
  why: 'A bind mount of one file holds its inode. Editors, `git checkout` and `sed -i` save by writing a new file and renaming it: the name on the host is new, the mount still shows the old inode until the container starts again. `docker cp` misleads here, because the engine opens the path anew.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost'],
  messages: {
    answer: '{container} still has the old {destination}: the mounted file was replaced on the host',
    mounted: '{source} is mounted singly at {destination}',
    processSees: 'A process in the container reads another content there',
    deleted: 'The mount’s root is a file that was deleted: {root}',
    born: 'The file on the host was made at {born}, after the container started at {started}',
    notSingle: 'The path is not a single mounted file',
    sameInside: 'A process in the container reads your content',
    notReplaced: 'The file on the host was there when the container started',
    otherHost: 'The engine sees another file at that path: the mounted file is not the edited one',
    notRunning: 'The container is not running',
  },
  judge(evidence, say) {
    const { container, mount, fileOnHost } = evidence.its;
    if (!mount?.isSingleFile || !mount.isOfEditedFile)
      return say.ruledOut(say.text('notSingle'), evidence.from('mount'));
    if (!container.State.Running) return say.ruledOut(say.text('notRunning'), evidence.from('container', '.State'));
    const destination = mount.mount.Destination;
    const mounted = {
      text: say.text('mounted', { source: mount.mount.Source ?? '', destination }),
      from: evidence.from('container', `.Mounts ${destination}`),
    };
    const answer = say.text('answer', { container: containerName(container), destination });
    // The engine opens the path anew for its archive: where that shows another file, the host that it runs on is another machine.
    if (hasContentOf(evidence.maybe('fileInContainer'), fileOnHost) === false)
      return say.ruledOut(say.text('otherHost'), evidence.from('fileInContainer'));
    const inProcess = evidence.maybe('fileInProcess');
    if (inProcess) {
      if (hasContentOf(inProcess.seen, fileOnHost))
        return say.ruledOut(say.text('sameInside'), evidence.from('fileInProcess'));
      const seen = { text: say.text('processSees'), from: evidence.from('fileInProcess', contentName(inProcess.seen)) };
      const root = inProcess.mountRoot;
      const deleted = root?.endsWith('//deleted')
        ? [{ text: say.text('deleted', { root }), from: '/proc/self/mountinfo' }]
        : [];
      return say.confirmed(answer, [mounted, seen, ...deleted], [restart(evidence)]);
    }
    const started = Date.parse(container.State.StartedAt);
    if (fileOnHost.bornMs === null || fileOnHost.bornMs <= started)
      return say.ruledOut(say.text('notReplaced'), `stat ${fileOnHost.path}`);
    const born = say.text('born', {
      born: new Date(fileOnHost.bornMs).toISOString(),
      started: container.State.StartedAt,
    });
    return say.likely(answer, [mounted, { text: born, from: `stat -c %w ${fileOnHost.path}` }], [restart(evidence)]);
  },
});
