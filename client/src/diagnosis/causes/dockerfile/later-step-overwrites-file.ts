import { contentName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { Evidence, FileSeen } from '../../evidence.ts';
import { imageKey } from '../../missed-image.ts';
import { changeAndBuild } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

const messages = {
  answer: '{dockerfile}:{line} writes {path} again, after your file was copied',
  answerUnknown: 'A later layer of {image} writes {path} again, after your file was copied',
  answerRemoved: '{dockerfile}:{line} removes {path}, after your file was copied',
  yours: 'Layer {number} of {image} has your content',
  yoursBy: 'Layer {number} of {image} has your content: {instruction}',
  other: 'Layer {number} has another content there',
  otherBy: 'Layer {number} has another content there: {instruction}',
  deleted: 'Layer {number} removes it',
  deletedBy: 'Layer {number} removes it: {instruction}',
  built: 'A build ran after you changed the file, and the image has another content',
  names: 'A step after the COPY may write the file: {instruction}',
  arrived: 'The container has your content',
  notCopied: 'The Dockerfile does not bring the file to that path',
  notSeen: 'The file in the image was not read',
  byMount: 'A mount decides what is at that path',
  nothingLater: 'No step after the COPY is known to write the file',
  neverThere: 'No layer of the image has your content',
} as const;

type Asked = Known<'plan' | 'fileOnHost' | 'container' | 'fileInContainer'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'dockerfile',
  title: 'A later step of the build writes the file again',
  why: 'COPY brought the file, and a later COPY or RUN wrote or removed the same path. The image keeps what was written last, however often it is built. Move the COPY below that step, or let the step leave the file alone.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer'],
  outranks: ['image-not-rebuilt', 'built-but-not-loaded'],
  messages,
  judge(evidence, say) {
    const { plan, fileOnHost, fileInContainer } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (!seen || hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('notSeen'), key);
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (!plan.copies.some(({ containerPath }) => containerPath === seen.path) || plan.ignore?.isExcluded)
      return say.ruledOut(say.text('notCopied'), evidence.from('plan'));
    const layers = evidence.maybe('layers');
    return layers ? judgeLayers(evidence, say, seen, layers) : judgeRewriter(evidence, say, seen);
  },
});

/** A layer has the change, and one above it hides it. */
function judgeLayers(evidence: Asked, say: Speaker, { path }: FileSeen, layers: Evidence['layers']): Judgement {
  const { plan, container } = evidence.its;
  const image = container.Config.Image;
  const mine = layers.findLast(({ content }) => content === 'yours');
  const last = layers.at(-1);
  if (!mine || !last || last.content === 'yours') return say.ruledOut(say.text('neverThere'), evidence.from('layers'));
  const where = last.step ? { dockerfile: plan.dockerfile, line: last.step.at.line, path } : null;
  const removes = last.content === 'deleted';
  return say.confirmed(
    where ? say.text(removes ? 'answerRemoved' : 'answer', where) : say.text('answerUnknown', { image, path }),
    [
      {
        text: mine.step
          ? say.text('yoursBy', { number: mine.number, image, instruction: mine.step.instruction })
          : say.text('yours', { number: mine.number, image }),
        from: mine.step ? placed(mine.step.at) : evidence.from('layers'),
      },
      {
        text: last.step
          ? say.text(removes ? 'deletedBy' : 'otherBy', { number: last.number, instruction: last.step.instruction })
          : say.text(removes ? 'deleted' : 'other', { number: last.number }),
        from: last.step ? placed(last.step.at) : evidence.from('layers'),
      },
    ],
    changeAndBuild(evidence, last.step ? `${plan.dockerfile}:${last.step.at.line}` : plan.dockerfile),
  );
}

/** Only where the layers could not be read do times and words have to do. */
function judgeRewriter(evidence: Asked, say: Speaker, seen: FileSeen): Judgement {
  const { dockerfile } = evidence.its.plan;
  const writer = evidence.maybe('rewrittenBy');
  if (!writer || !evidence.isMissing('layers') || evidence.maybe('builtSince') !== true)
    return say.ruledOut(say.text('nothingLater'), evidence.from('plan'));
  const { instruction, at } = writer;
  return say.likely(
    say.text('answer', { dockerfile, line: at.line, path: seen.path }),
    [
      { text: say.text('built'), from: evidence.from('builtSince') },
      { text: say.text('names', { instruction }), from: placed(at) },
      { text: say.text('names', { instruction }), from: evidence.from(imageKey(evidence), contentName(seen)) },
    ],
    changeAndBuild(evidence, `${dockerfile}:${at.line}`),
  );
}
