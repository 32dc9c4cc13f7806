import { contentName, containerName, hasContentOf, isYoungerThan, sameSeen } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { Evidence } from '../../evidence.ts';
import { changeAndBuild } from '../../remedies/by-hand.ts';

/** A start script may wait for a database before it writes, in milliseconds. */
const exactWithinMs = 60_000;

/** A write that the script only hints at has to fall together with the start; archives have whole seconds. */
const hintedWithinMs = 2_000;

const messages = {
  answer: '{container} overwrites {path} when it starts: line {line} of {script}',
  answerRemoved: '{container} removes {path} when it starts: line {line} of {script}',
  writes: '{program} in line {line} of {script} writes it',
  mentions: '{program} in line {line} of {script} names it, and the file was written when the container started',
  imageHas: 'The container’s image has your content there',
  imageHasOther: 'The container’s image has a third content there',
  layer: 'The engine lists {path} among what this container changed',
  imageGone: 'The container’s image is gone, and the file is older than the container',
  containerHas: '{container} has another content',
  removed: '{container} has no such file',
  written: 'The file was written at {written}; the container started at {started}',
  there: 'The container has your content',
  byMount: 'A mount decides what is at that path',
  untouched: 'The container has what its image has',
  noScript: 'No start script that could be read writes the file',
  later: 'The file was written long after the start',
  notRemoved: '{program} in line {line} of {script} does not remove it',
} as const;

type Asked = Known<'container' | 'fileOnHost' | 'fileInContainer' | 'startWriter'>;
type Speaker = Say<typeof messages>;
type Writer = NonNullable<Evidence['startWriter']>;

export default defineCause({
  hop: 'file-system',
  title: 'The start script writes over the file each time the container starts',
  why: 'An entrypoint that fills in a template, copies defaults or edits with `sed -i` writes into the container’s own layer, over what the image has. The next start does it again, so a recreate does not help: the script or its template has to change.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'startWriter'],
  outranks: ['changed-in-writable-layer'],
  messages,
  judge(evidence, say) {
    const { fileOnHost, fileInContainer, startWriter } = evidence.its;
    const fileInImage = evidence.maybe('fileInImage');
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (fileInImage && sameSeen(fileInContainer, fileInImage))
      return say.ruledOut(say.text('untouched'), evidence.from('fileInContainer'));
    if (!startWriter) return say.ruledOut(say.text('noScript'), evidence.from('startWriter'));
    return (
      whyNotRemoved(evidence, say, startWriter) ??
      whyNotAtStart(evidence, say, startWriter) ??
      sayWritten(evidence, say, startWriter)
    );
  },
});

/** Why the script did not remove the file that is gone: what it writes is there afterwards. Null where it did, and where the file is there. */
function whyNotRemoved(evidence: Asked, say: Speaker, { program, isExact, line, script }: Writer): Judgement | null {
  const isRemover = isExact && /^(rm|unlink|find|rsync)$/.test(program);
  if (evidence.its.fileInContainer.kind !== 'absent' || isRemover) return null;
  return say.ruledOut(say.text('notRemoved', { program, line, script }), evidence.from('startWriter'));
}

/** When the file was written, in milliseconds since 1970; null for one that was removed, and for what is no file. */
const writtenAt = ({ its: { fileInContainer } }: Asked): number | null =>
  fileInContainer.kind === 'file' ? fileInContainer.modifiedMs : null;

/** Why the script cannot have written the file when the container started; null where it can. */
function whyNotAtStart(evidence: Asked, say: Speaker, { isExact }: Writer): Judgement | null {
  const { container, fileInContainer } = evidence.its;
  const startedMs = Date.parse(container.State.StartedAt);
  const afterStartMs = (writtenAt(evidence) ?? startedMs) - startedMs;
  // `cp -p` and `mv` keep an older time, so only what is too young speaks against a script that surely writes the file.
  const isInTime = isExact ? afterStartMs <= exactWithinMs : Math.abs(afterStartMs) <= hintedWithinMs;
  if (!isInTime) return say.ruledOut(say.text('later'), evidence.from('fileInContainer'));
  // The engine also lists what merely got another owner, which keeps the time of before.
  const isKnown = evidence.maybe('fileInImage') !== null || isYoungerThan(fileInContainer, container.Created);
  return isKnown ? null : say.undecided(say.text('imageGone'));
}

function sayWritten(evidence: Asked, say: Speaker, { script, line, program, isExact }: Writer): Judgement {
  const { container, fileOnHost, fileInContainer } = evidence.its;
  const fileInImage = evidence.maybe('fileInImage');
  const writtenMs = writtenAt(evidence);
  const name = containerName(container);
  const { path } = fileInContainer;
  const isOnlyHere = hasContentOf(fileInImage, fileOnHost) === true;
  const speak = isExact ? say.confirmed : say.likely;
  return speak(
    say.text(writtenMs === null ? 'answerRemoved' : 'answer', { container: name, path, line, script }),
    [
      { text: say.text(isExact ? 'writes' : 'mentions', { program, line, script }), from: `${script}:${line}` },
      fileInImage
        ? {
            text: say.text(isOnlyHere ? 'imageHas' : 'imageHasOther'),
            from: evidence.from('fileInImage', contentName(fileInImage)),
          }
        : { text: say.text('layer', { path }), from: evidence.from('writtenInContainer') },
      {
        text: say.text(writtenMs === null ? 'removed' : 'containerHas', { container: name }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      ...(writtenMs === null
        ? []
        : [
            {
              text: say.text('written', {
                written: new Date(writtenMs).toISOString(),
                started: container.State.StartedAt,
              }),
              from: `docker diff ${name}`,
            },
          ]),
    ],
    // What the script should do instead is the person’s to say.
    changeAndBuild(evidence, `${script}:${line}`),
  );
}
