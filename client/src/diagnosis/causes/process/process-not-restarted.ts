import { containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { restart } from '../../remedies.ts';

export default defineCause({
  hop: 'process',
  title: 'The file is there, but the process read it before the change',
  why: 'Most programs read their code once, at the start. A live mount brings the new file into the container at once; the process keeps what it has loaded until it is restarted or reloads by itself.',
  needs: ['container', 'containerPath', 'fileOnHost', 'fileInContainer', 'process'],
  messages: {
    answer: '{program} in {container} started before your change to {file}',
    started: '{program} started at {time}',
    changed: 'Your file was changed at {time}, and the container has that content',
    unread: 'Nobody has read the file since: it was last read at {time}',
    readsOnce: '{program} loads its files when it starts, and no reloader watches this one',
    older: 'The process started after the change',
    reloads: '{reloader} reloads changed files',
    rereads: '{program} reads files when they are asked for',
    serves: 'Its server gives your content when it is asked for the file',
    notThere: 'The file is not in the container yet',
    notLive: 'The file comes from the image, which is older than the process',
    onlyTouched: 'The image has the same content: the file was touched, not changed',
    touchedSince: 'The file was touched, not changed: git noted this content in it at {time}',
    notRunning: 'The container is not running',
    notKnown: 'Whether {program} keeps files in memory is not known',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, process } = evidence.its;
    const { program, startedMs, reads, reloader } = process;
    if (!container.State.Running) return say.ruledOut(say.text('notRunning'), evidence.from('container', '.State'));
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const inProcess = evidence.maybe('fileInProcess');
    if (inProcess && !hasContentOf(inProcess.seen, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInProcess'));
    const inImage = evidence.maybe('fileInImage') ?? evidence.maybe('fileInTaggedImage');
    // An image that was built since has the change, and says nothing of what the process was started with.
    const isOwn = evidence.maybe('fileInImage') !== null || evidence.maybe('sameImage')?.isSame === true;
    if (inImage && isOwn && hasContentOf(inImage, fileOnHost))
      return say.ruledOut(say.text('onlyTouched'), evidence.from('fileInImage'));
    // A file that `cp -p`, `tar` or `rsync` brought has an old time, and a new inode.
    const arrivedMs = evidence.maybe('mount')
      ? Math.max(fileOnHost.modifiedMs, fileOnHost.bornMs ?? 0)
      : fileInContainer.kind === 'file'
        ? fileInContainer.modifiedMs
        : 0;
    if (!evidence.maybe('mount') && !inImage) return say.ruledOut(say.text('notLive'), evidence.from('mount'));
    if (arrivedMs <= startedMs) return say.ruledOut(say.text('older'), evidence.from('process'));
    const notedMs = evidence.maybe('contentNotedMs');
    if (evidence.maybe('mount') && notedMs !== null && notedMs <= startedMs)
      return say.ruledOut(
        say.text('touchedSince', { time: new Date(notedMs).toISOString() }),
        evidence.from('contentNotedMs'),
      );
    if (evidence.maybe('served')?.body === 'same') return say.ruledOut(say.text('serves'), evidence.from('served'));
    if (reloader) return say.ruledOut(say.text('reloads', { reloader }), evidence.from('process'));
    if (reads === 'on-request' || reads === 'repeatedly' || reads === 'never') {
      return say.ruledOut(say.text('rereads', { program }), evidence.from('process'));
    }
    // What keeps the time of modification of a copied file keeps that of its last reading, too.
    const isCopied = evidence.maybe('mount') !== null && fileOnHost.modifiedMs <= startedMs;
    const isUnread = !isCopied && fileOnHost.accessedMs !== null && fileOnHost.accessedMs < arrivedMs;
    if (reads === 'unknown' && !isUnread)
      return say.ruledOut(say.text('notKnown', { program }), evidence.from('process'));
    const file = fileOnHost.path;
    // A file that nobody has read since it was written cannot be in a process that started before: that is more than a time.
    // Of a program that nobody knows it may just as well be that the file was not asked for yet.
    const speak = reads === 'unknown' ? say.possible : isUnread ? say.confirmed : say.likely;
    return speak(
      say.text('answer', { program, container: containerName(container), file }),
      [
        {
          text: say.text('started', { program, time: new Date(startedMs).toISOString() }),
          from:
            startedMs === Date.parse(container.State.StartedAt)
              ? evidence.from('container', `.State.StartedAt ${container.State.StartedAt}`)
              : `docker top ${containerName(container)} -eo lstart,args`,
        },
        { text: say.text('changed', { time: new Date(arrivedMs).toISOString() }), from: `stat -c %y ${file}` },
        ...(isUnread
          ? [
              {
                text: say.text('unread', { time: new Date(fileOnHost.accessedMs ?? 0).toISOString() }),
                from: `stat -c %x ${file}`,
              },
            ]
          : []),
        ...(reads === 'at-start' ? [{ text: say.text('readsOnce', { program }), from: evidence.from('process') }] : []),
      ],
      [restart(evidence)],
    );
  },
});
