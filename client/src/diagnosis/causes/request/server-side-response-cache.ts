import { containerName, contentName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { recreateFresh, restart } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'request',
  title: 'The server answers with a copy that it kept from before the change',
  why: 'A server or proxy may keep answers (`proxy_cache`), or a file’s content (`sendfile` on a shared folder of a virtual machine). The file in the container is new, and what the server gives out is not.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'served'],
  outranks: ['process-not-restarted'],
  messages: {
    answer: '{container} has your file, and its server still gives another content at {url}',
    other: '{url} gives another content',
    has: '{container} has your content',
    marks: 'The answer comes from a cache: it has the header {header}',
    kept: 'With a query that nobody asked before, it gives your content',
    same: 'The server gives your file',
    notServed: 'The server was not asked, or does not hand the file out at that address',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, served } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost) || !served || served.body === 'unread')
      return say.ruledOut(say.text('notServed'), evidence.from('served'));
    if (served.body === 'same') return say.ruledOut(say.text('same'), evidence.from('served'));
    const [mark] = served.cacheMarks;
    // A program may answer with anything, so without the mark of a cache only a file server's answer says something.
    const isKept = served.body === 'kept';
    if (!isKept && mark === undefined && served.by === 'program')
      return say.ruledOut(say.text('notServed'), evidence.from('served'));
    const { url } = served;
    const name = containerName(container);
    const speak = mark === undefined && !isKept ? say.possible : say.likely;
    return speak(
      say.text('answer', { container: name, url }),
      [
        { text: say.text('other', { url }), from: commandLine`curl -s ${url} | sha256sum` },
        {
          text: say.text('has', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(isKept ? [{ text: say.text('kept'), from: `curl -s "${url}?$RANDOM" | sha256sum` }] : []),
        ...(mark === undefined
          ? []
          : [{ text: say.text('marks', { header: mark }), from: commandLine`curl -I ${url}` }]),
      ],
      // A restart keeps what a cache wrote into the container.
      isKept ? recreateFresh(evidence) : [restart(evidence)],
    );
  },
});
