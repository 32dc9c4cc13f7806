import { hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'request',
  title: 'The server gives the new file; a browser or CDN may keep the old one',
  why: 'With `Cache-Control: max-age` or `immutable` a browser does not ask again until the time is over, and a CDN neither. The server has the change, and whoever asked before it does not see it.',
  needs: ['fileOnHost', 'fileInContainer', 'served'],
  messages: {
    answer:
      'The server gives your file, and lets browsers keep the one before for {seconds} s: reload without the cache',
    same: '{url} gives your content',
    header: 'It says Cache-Control: {value}',
    notServed: 'The server was not seen to give your file',
    notKept: 'The answer is not to be kept',
  },
  judge(evidence, say) {
    const { fileOnHost, fileInContainer, served } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost) || served?.body !== 'same')
      return say.ruledOut(say.text('notServed'), evidence.from('served'));
    const value = served.cacheControl ?? '';
    const seconds = Number(/(?:^|[\s,])max-age=(\d+)/i.exec(value)?.[1] ?? 0);
    if (/no-store|no-cache/i.test(value) || seconds === 0)
      return say.ruledOut(say.text('notKept'), evidence.from('served'));
    // What a browser has kept cannot be seen from here.
    return say.possible(
      say.text('answer', { seconds }),
      [
        { text: say.text('same', { url: served.url }), from: commandLine`curl -s ${served.url} | sha256sum` },
        { text: say.text('header', { value }), from: commandLine`curl -I ${served.url}` },
      ],
      [],
    );
  },
});
