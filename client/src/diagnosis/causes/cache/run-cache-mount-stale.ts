import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { pruneCacheMounts } from '../../remedies/caches.ts';
import { placed } from '../../placed.ts';
import { commandLine } from '../../report/quote-command.ts';
import { hadTheChange, judgedArtefact } from '../../stale-artefact.ts';

export default defineCause({
  hop: 'cache',
  title: 'A cache mount kept an old result of the compiler',
  why: 'A folder of `RUN --mount=type=cache` outlives builds. A compiler that finds its old result there, and takes it for new, makes the old program again, though the step ran and had the new source.',
  needs: ['container', 'fileOnHost', 'artefacts'],
  outranks: [
    'built-artifact-not-rebuilt',
    'process-not-restarted',
    'compiler-skipped-by-mtime',
    'not-copied-by-dockerfile',
  ],
  messages: {
    answer: 'Line {line} of {dockerfile} took an old {path} from its cache mount {folder}',
    mount: 'Line {line} keeps {folder} between builds: {instruction}',
    had: 'The step had your change: {instruction}',
    lineMissing: 'Line {line} of your file is not in {path}, others are',
    otherBytes: '{path} does not hold your file’s content, which the step passes on as it is',
    older: '{path} was written at {made}, before the step ran at {ran}',
    noMount: 'The step that makes it has no cache mount',
    notHad: 'The image was not built with your change',
    notStale: 'Nothing shows that {path} is old',
    none: 'Nothing was found that is made of the file',
  },
  judge(evidence, say) {
    const { container, artefacts } = evidence.its;
    const judged = judgedArtefact(evidence);
    const from = evidence.from('artefacts');
    if (!judged) return say.ruledOut(say.text('none'), from);
    const { artefact, state } = judged;
    const { path, madeBy, cacheFolder: folder, madeAt, inContainer } = artefact;
    if (folder === null) return say.ruledOut(say.text('noMount'), from);
    if (!hadTheChange(evidence)) return say.ruledOut(say.text('notHad'), from);
    // A result that is older than the step that wrote it was not made by it.
    const isOlderThanStep = madeAt !== null && inContainer.modifiedMs + 1000 < madeAt * 1000;
    const isTold = state === 'stale' || state === 'probably-stale';
    if (!isTold && !(state === 'older' && isOlderThanStep)) return say.ruledOut(say.text('notStale', { path }), from);
    const { file: dockerfile, line } = madeBy.at;
    const missing = inContainer.overlap.missingLine;
    const reading = commandLine`docker cp ${containerName(container)}:${path} -`;
    // Compilers leave quoted texts out, too: that some are missing is one indication, that the result is older than its step another.
    const speak = state === 'stale' ? say.confirmed : isOlderThanStep ? say.likely : say.possible;
    return speak(
      say.text('answer', { line, dockerfile, path, folder }),
      [
        { text: say.text('mount', { line, folder, instruction: madeBy.instruction }), from: `${dockerfile}:${line}` },
        {
          text: say.text('had', { instruction: artefacts.sourceBy.instruction }),
          from: placed(artefacts.sourceBy.at),
        },
        ...(state === 'stale' && artefact.isVerbatim
          ? [{ text: say.text('otherBytes', { path }), from: reading }]
          : isTold && missing !== null
            ? [{ text: say.text('lineMissing', { line: missing, path }), from: reading }]
            : []),
        ...factsOfPackages(evidence),
        ...(isOlderThanStep
          ? [
              {
                text: say.text('older', {
                  path,
                  made: new Date(inContainer.modifiedMs).toISOString(),
                  ran: new Date(madeAt * 1000).toISOString(),
                }),
                from: evidence.from('containerHistory', '.Created'),
              },
            ]
          : []),
      ],
      pruneCacheMounts(evidence),
    );
  },
});
