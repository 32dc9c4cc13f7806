import { containerName, hasContentOf } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { OtherListener } from '../../evidence/requests.ts';
import { startInsteadOf } from '../../remedies/deploys.ts';

const messages = {
  answerHeld: '{container} has your change, but could not be started: {other} holds port {port}, and answers there',
  wanted: '{container} could not be started, because port {port} of the host was taken',
  holds: '{other} publishes port {port} at {address}',
  answerContainer: '{other} answers on port {port} at {address} beside {container}: the browser may be asking that one',
  answerHost:
    'Another program answers on port {port} at {address}, not {container}: the browser may be asking that one',
  published: '{container} publishes port {port} at {address}',
  other: '{address}:{port} is {other}’s',
  host: 'Another process listens at {address}:{port}; no container of this engine publishes it',
  notThere: 'The file is not in the container yet',
  alone: 'Nobody else listens on the container’s ports',
} as const;

export default defineCause({
  hop: 'request',
  title: 'Something else answers on the container’s port',
  why: '`localhost` is 127.0.0.1 and ::1, and both may belong to different programs: a development server on the host, or another container. The browser takes the one it asks first, and shows that one’s content.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'listeners'],
  messages,
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, listeners } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const [other] = listeners.others;
    if (other?.container && !container.State.Running)
      return judgeHeld(evidence, say, { ...other, container: other.container });
    const own = other && listeners.published.find(({ port }) => port === other.port);
    if (!other || !own) return say.ruledOut(say.text('alone'), evidence.from('listeners'));
    const name = containerName(container);
    const { address, port } = other;
    const answer =
      other.container === null
        ? say.text('answerHost', { address, port, container: name })
        : say.text('answerContainer', { address, port, container: name, other: other.container });
    return say.likely(
      answer,
      [
        {
          text: say.text('published', { container: name, port, address: own.address }),
          from: `docker port ${name}`,
        },
        other.container === null
          ? { text: say.text('host', { address, port }), from: `ss -ltnp 'sport = :${port}'` }
          : {
              text: say.text('other', { address, port, other: other.container }),
              from: `docker port ${other.container}`,
            },
      ],
      [],
    );
  },
});

/** A container holds the port that this one was to publish, so this one has the change and does not run. */
function judgeHeld(
  evidence: Known<'container'>,
  say: Say<typeof messages>,
  { container: other, address, port }: OtherListener & { readonly container: string },
): Judgement {
  const name = containerName(evidence.its.container);
  return say.confirmed(
    say.text('answerHeld', { container: name, other, port }),
    [
      { text: say.text('wanted', { container: name, port }), from: evidence.from('container', '.State.Error') },
      { text: say.text('holds', { other, port, address }), from: `docker port ${other}` },
    ],
    startInsteadOf(evidence, other, name),
  );
}
