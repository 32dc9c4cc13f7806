import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildWithoutCache } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'cache',
  title: 'A RUN used the old value of a build secret, and came from the cache',
  why: 'A secret is no part of what the build cache compares, so that it leaves no trace. A changed secret therefore runs no step again.',
  needs: ['plan', 'fileOnHost', 'container', 'secretRead'],
  outranks: ['not-copied-by-dockerfile', 'image-not-rebuilt', 'dockerignore-excludes-file', 'outside-build-context'],
  messages: {
    answer: 'Line {line} of {dockerfile} ran with the old secret {id}, and the build cache keeps its result',
    mounts: 'Line {line} reads the secret {id}: {instruction}',
    stated: '{file} is the secret {id}',
    oldInside: '{path} in {image} does not hold your secret’s value',
    ran: 'The step ran at {ran}; your secret changed at {changed}',
    builtSince: 'A build ran since your change, and did not run this step again',
    cached: 'A changed secret alone runs no step again',
    holdsIt: 'What the step wrote holds your secret’s value',
    ranSince: 'The step ran after your secret changed',
    notKnown: 'Neither when the step ran nor what it wrote is known',
  },
  judge(evidence, say) {
    const { fileOnHost, container, secretRead } = evidence.its;
    const { step, id, statedAt, ranAt, changedMs, holdsIt, isCopy } = secretRead;
    const { file: dockerfile, line } = step.at;
    const from = `${dockerfile}:${line}`;
    if (holdsIt === true) return say.ruledOut(say.text('holdsIt'), evidence.from('secretRead'));
    if (ranAt !== null && ranAt * 1000 > changedMs)
      return say.ruledOut(say.text('ranSince'), evidence.from('containerHistory', '.Created'));
    const isOlder = ranAt !== null && (ranAt + 1) * 1000 <= changedMs;
    const isStale = holdsIt === false && isCopy;
    if (!isStale && !isOlder) return say.undecided(say.text('notKnown'));
    const image = container.Config.Image;
    const wasBuilt = evidence.maybe('builtSince') === true;
    const speak = isStale || (holdsIt === false && isOlder) ? say.confirmed : say.likely;
    return speak(
      say.text('answer', { line, dockerfile, id }),
      [
        { text: say.text('mounts', { line, id, instruction: step.instruction }), from },
        ...(statedAt ? [{ text: say.text('stated', { file: fileOnHost.path, id }), from: placed(statedAt) }] : []),
        ...(holdsIt === false
          ? [
              {
                text: say.text('oldInside', { path: step.containerPath, image }),
                from: commandLine`docker run --rm --entrypoint cat ${image} ${step.containerPath}`,
              },
            ]
          : []),
        ...(ranAt === null
          ? []
          : [
              {
                text: say.text('ran', {
                  ran: new Date(ranAt * 1000).toISOString(),
                  changed: new Date(changedMs).toISOString(),
                }),
                from: evidence.from('containerHistory', '.Created'),
              },
            ]),
        wasBuilt
          ? { text: say.text('builtSince'), from: evidence.from('builtSince') }
          : { text: say.text('cached'), from: 'https://docs.docker.com/build/cache/invalidation/' },
      ],
      buildWithoutCache(evidence),
    );
  },
});
