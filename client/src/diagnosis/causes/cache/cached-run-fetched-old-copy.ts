import { contentName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { buildWithoutCache } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'cache',
  title: 'A RUN fetched the file, and its result came from the build cache',
  why: '`RUN git clone`, `curl` and `wget` run once. The build cache knows the words of the command, not what it would fetch today, so a change upstream does not run it again.',
  needs: ['plan', 'fileOnHost', 'container', 'fetched'],
  outranks: ['not-copied-by-dockerfile', 'image-not-rebuilt', 'dockerignore-excludes-file', 'outside-build-context'],
  messages: {
    answer: 'Line {line} of {dockerfile} fetched {file} before your change, and the build cache keeps that copy',
    fetches: '{program} in line {line} writes {path}: {instruction}',
    otherContent: '{image} has another content at {path}',
    absent: '{image} has no {path}',
    ran: 'The step ran at {ran}; your file changed at {changed}',
    builtSince: 'A build ran since your change, and did not run this step again',
    cached: 'A build takes this step from the cache as long as its words stay the same',
    upToDate: 'The image has your content at {path}',
    ranSince: 'The step ran after your change, and fetched something else',
    byMount: 'A mount decides what is at that path',
    notSeen: 'The fetched file could not be read in the image',
  },
  judge(evidence, say) {
    const { fileOnHost, container, fetched } = evidence.its;
    const { step, program, ranAt, seen, changedMs } = fetched;
    const path = step.containerPath;
    const from = evidence.from('fetched');
    if (!seen) return say.undecided(say.text('notSeen'));
    if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('upToDate', { path }), from);
    const isThere = evidence.maybe('containerPath') === path;
    if (isThere && leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    // The time of a file that a step of another stage fetched is all that is known of when it ran.
    const ranMs =
      ranAt === null ? (seen.kind === 'file' ? Math.floor(seen.modifiedMs / 1000) * 1000 : 0) : ranAt * 1000;
    if (ranMs > changedMs) return say.undecided(say.text('ranSince'));
    const image = container.Config.Image;
    const { file: dockerfile, line } = step.at;
    const wasBuilt = evidence.maybe('builtSince') === true;
    return say.confirmed(
      say.text('answer', { dockerfile, line, file: fileOnHost.path }),
      [
        {
          text: say.text('fetches', { program, line, path, instruction: step.instruction }),
          from: `${dockerfile}:${line}`,
        },
        {
          text: say.text(seen.kind === 'absent' ? 'absent' : 'otherContent', { image, path }),
          from: commandLine`docker run --rm --entrypoint sha256sum ${image} ${path} → ${contentName(seen)}`,
        },
        {
          text: say.text('ran', { ran: new Date(ranMs).toISOString(), changed: new Date(changedMs).toISOString() }),
          from: evidence.from('containerHistory', '.Created'),
        },
        wasBuilt
          ? { text: say.text('builtSince'), from: evidence.from('builtSince') }
          : { text: say.text('cached'), from: 'https://docs.docker.com/build/cache/invalidation/' },
      ],
      buildWithoutCache(evidence),
    );
  },
});
