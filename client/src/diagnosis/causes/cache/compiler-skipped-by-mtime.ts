import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, touch } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';
import { factsOfArtefact, hadTheChange, judgedArtefact } from '../../stale-artefact.ts';

export default defineCause({
  hop: 'cache',
  title: 'The compiler took the source for older than its earlier result',
  why: 'A build with a placeholder, made so that dependencies are cached, leaves a result behind. COPY keeps the time that a source has on the host, which is before that result, so a compiler that goes by times does nothing.',
  needs: ['container', 'fileOnHost', 'artefacts'],
  outranks: ['built-artifact-not-rebuilt', 'process-not-restarted', 'not-copied-by-dockerfile'],
  messages: {
    answer: 'Line {line} of {dockerfile} did not compile {file}: {path} was there already, and newer than it',
    before: 'Line {line} makes {path} before your file is copied: {instruction}',
    copied: 'Your file is copied after that, with the time it has on the host: {instruction}',
    again: 'Line {line} should make it again: {instruction}',
    times: 'Your file is of {changed}, {path} of {made}',
    noText: 'None of your file’s quoted texts is in it',
    noBefore: 'No earlier step makes the same',
    notHad: 'The image was not built with your change',
    younger: 'The source is newer than what was made of it',
    notAgain: 'No layer above the one with your file has {path}: it was not made again',
    notStale: 'Nothing shows that {path} is old',
    none: 'Nothing was found that is made of the file',
  },
  judge(evidence, say) {
    const { container, fileOnHost, artefacts } = evidence.its;
    const judged = judgedArtefact(evidence);
    const from = evidence.from('artefacts');
    if (!judged) return say.ruledOut(say.text('none'), from);
    const { artefact, state } = judged;
    const { path, madeBy, madeBeforeBy, madeAt, inContainer, cacheFolder } = artefact;
    if (madeBeforeBy === null || cacheFolder !== null) return say.ruledOut(say.text('noBefore'), from);
    if (!hadTheChange(evidence)) return say.ruledOut(say.text('notHad'), from);
    if (Math.floor(inContainer.modifiedMs / 1000) * 1000 + 1000 < fileOnHost.modifiedMs)
      return say.ruledOut(say.text('younger'), from);
    const { overlap } = inContainer;
    const hasNoText =
      state === 'unknown' && overlap.literals > 0 && overlap.literalsHeld === 0 && overlap.linesHeld === 0;
    const isOlderThanStep = madeAt !== null && inContainer.modifiedMs + 1000 < madeAt * 1000;
    const isKept = artefact.isInLaterLayer === false;
    const isTold = isKept || state === 'stale' || state === 'probably-stale' || hasNoText;
    if (state === 'fresh' || artefact.isInLaterLayer || (!isTold && !isOlderThanStep))
      return say.ruledOut(say.text('notStale', { path }), from);
    const { file: dockerfile, line } = madeBy.at;
    const file = fileOnHost.path;
    const reading = commandLine`docker cp ${containerName(container)}:${path} -`;
    return (state === 'stale' || isKept ? say.confirmed : say.likely)(
      say.text('answer', { line, dockerfile, file, path }),
      [
        {
          text: say.text('before', { line: madeBeforeBy.at.line, path, instruction: madeBeforeBy.instruction }),
          from: placed(madeBeforeBy.at),
        },
        {
          text: say.text('copied', { instruction: artefacts.sourceBy.instruction }),
          from: placed(artefacts.sourceBy.at),
        },
        { text: say.text('again', { line, instruction: madeBy.instruction }), from: `${dockerfile}:${line}` },
        {
          text: say.text('times', {
            path,
            changed: new Date(fileOnHost.modifiedMs).toISOString(),
            made: new Date(inContainer.modifiedMs).toISOString(),
          }),
          from: commandLine`stat -c %y ${fileOnHost.path}`,
        },
        ...(isKept
          ? [{ text: say.text('notAgain', { path }), from: evidence.from('taggedImage', '.RootFS.Layers') }]
          : []),
        ...(hasNoText ? [{ text: say.text('noText'), from: reading }] : factsOfArtefact(judged, reading)),
        ...factsOfPackages(evidence),
      ],
      [touch(fileOnHost.path), ...buildAndRecreate(evidence)],
    );
  },
});
