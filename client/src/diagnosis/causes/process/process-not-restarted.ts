import { containerName, hasContentOf } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import { onlyTouchedSince } from '../../only-touched.ts';
import { restart } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

const messages = {
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
  notRunning: 'The container is not running',
  notKnown: 'Whether {program} keeps files in memory is not known',
} as const;

type Asked = Known<'container' | 'containerPath' | 'fileOnHost' | 'fileInContainer' | 'process'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'process',
  title: 'The file is there, but the process read it before the change',
  why: 'Most programs read their code once, at the start. A live mount brings the new file into the container at once; the process keeps what it has loaded until it is restarted or reloads by itself.',
  needs: ['container', 'containerPath', 'fileOnHost', 'fileInContainer', 'process'],
  messages,
  judge(evidence, say) {
    return (
      whyNotAsked(evidence, say) ?? whyNotOlder(evidence, say) ?? whyReadAgain(evidence, say) ?? judgeAge(evidence, say)
    );
  },
});

/** Why what the process has read is no question here; null where it is. */
function whyNotAsked(evidence: Asked, say: Speaker): Judgement | null {
  const { container, fileOnHost, fileInContainer } = evidence.its;
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
  return evidence.maybe('mount') || inImage ? null : say.ruledOut(say.text('notLive'), evidence.from('mount'));
}

/** Why the process is not older than the content; null where it is. */
function whyNotOlder(evidence: Asked, say: Speaker): Judgement | null {
  const { startedMs } = evidence.its.process;
  if (arrivalOf(evidence) <= startedMs) return say.ruledOut(say.text('older'), evidence.from('process'));
  return evidence.maybe('mount') && onlyTouchedSince(evidence, startedMs);
}

/** When the container got the content, in milliseconds since 1970. */
function arrivalOf(evidence: Asked): number {
  const { fileOnHost, fileInContainer } = evidence.its;
  // A file that `cp -p`, `tar` or `rsync` brought has an old time, and a new inode.
  if (evidence.maybe('mount')) return Math.max(fileOnHost.modifiedMs, fileOnHost.bornMs ?? 0);
  return fileInContainer.kind === 'file' ? fileInContainer.modifiedMs : 0;
}

/** Why the process has the content although it is older; null where nothing shows that it has. */
function whyReadAgain(evidence: Asked, say: Speaker): Judgement | null {
  const { program, reads, reloader } = evidence.its.process;
  if (evidence.maybe('served')?.body === 'same') return say.ruledOut(say.text('serves'), evidence.from('served'));
  if (reloader) return say.ruledOut(say.text('reloads', { reloader }), evidence.from('process'));
  const isReadAgain = reads === 'on-request' || reads === 'repeatedly' || reads === 'never';
  return isReadAgain ? say.ruledOut(say.text('rereads', { program }), evidence.from('process')) : null;
}

function judgeAge(evidence: Asked, say: Speaker): Judgement {
  const { container, fileOnHost, process } = evidence.its;
  const { program, startedMs, reads } = process;
  const { path: file, modifiedMs, accessedMs } = fileOnHost;
  const arrivedMs = arrivalOf(evidence);
  // What keeps the time of modification of a copied file keeps that of its last reading, too.
  const isCopied = evidence.maybe('mount') !== null && modifiedMs <= startedMs;
  const unreadSinceMs = !isCopied && accessedMs !== null && accessedMs < arrivedMs ? accessedMs : null;
  if (reads === 'unknown' && unreadSinceMs === null)
    return say.ruledOut(say.text('notKnown', { program }), evidence.from('process'));
  // A file that nobody has read since it was written cannot be in a process that started before: that is more than a time.
  // Of a program that nobody knows it may just as well be that the file was not asked for yet.
  const speak = reads === 'unknown' ? say.possible : unreadSinceMs === null ? say.likely : say.confirmed;
  const name = containerName(container);
  const isFirst = startedMs === Date.parse(container.State.StartedAt);
  return speak(
    say.text('answer', { program, container: name, file }),
    [
      {
        text: say.text('started', { program, time: timeOf(startedMs) }),
        from: isFirst
          ? evidence.from('container', `.State.StartedAt ${container.State.StartedAt}`)
          : `docker top ${name} -eo lstart,args`,
      },
      { text: say.text('changed', { time: timeOf(arrivedMs) }), from: commandLine`stat -c %y ${file}` },
      ...(unreadSinceMs === null
        ? []
        : [{ text: say.text('unread', { time: timeOf(unreadSinceMs) }), from: commandLine`stat -c %x ${file}` }]),
      ...(reads === 'at-start' ? [{ text: say.text('readsOnce', { program }), from: evidence.from('process') }] : []),
    ],
    [restart(evidence)],
  );
}

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
