import { contentName, containerName, hasContentOf, isYoungerThan, sameSeen } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { changeAndBuild } from '../../remedies/by-hand.ts';

/** A start script may wait for a database before it writes, in milliseconds. */
const exactWithinMs = 60_000;

/** A write that the script only hints at has to fall together with the start; archives have whole seconds. */
const hintedWithinMs = 2_000;

export default defineCause({
  hop: 'file-system',
  title: 'The start script writes over the file each time the container starts',
  why: 'An entrypoint that fills in a template, copies defaults or edits with `sed -i` writes into the container’s own layer, over what the image has. The next start does it again, so a recreate does not help: the script or its template has to change.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'startWriter'],
  outranks: ['changed-in-writable-layer'],
  messages: {
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
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, startWriter } = evidence.its;
    const fileInImage = evidence.maybe('fileInImage');
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (fileInImage && sameSeen(fileInContainer, fileInImage))
      return say.ruledOut(say.text('untouched'), evidence.from('fileInContainer'));
    if (!startWriter) return say.ruledOut(say.text('noScript'), evidence.from('startWriter'));
    const { script, line, program, isExact } = startWriter;
    const started = container.State.StartedAt;
    const writtenMs = fileInContainer.kind === 'file' ? fileInContainer.modifiedMs : null;
    const afterStartMs = writtenMs === null ? 0 : writtenMs - Date.parse(started);
    // `cp -p` and `mv` keep an older time, so only what is too young speaks against a script that surely writes the file.
    const isInTime = isExact ? afterStartMs <= exactWithinMs : Math.abs(afterStartMs) <= hintedWithinMs;
    if (!isInTime) return say.ruledOut(say.text('later'), evidence.from('fileInContainer'));
    // The engine also lists what merely got another owner, which keeps the time of before.
    if (!fileInImage && !isYoungerThan(fileInContainer, container.Created)) return say.undecided(say.text('imageGone'));
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
          text:
            writtenMs === null
              ? say.text('removed', { container: name })
              : say.text('containerHas', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(writtenMs === null
          ? []
          : [
              {
                text: say.text('written', { written: new Date(writtenMs).toISOString(), started }),
                from: `docker diff ${name}`,
              },
            ]),
      ],
      // What the script should do instead is the person’s to say.
      changeAndBuild(evidence, `${script}:${line}`),
    );
  },
});
