import { judgeNotBuilt } from '../../changed-instructions.ts';
import { contentName, hasContentOf, hasSizeAndTimeOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Known } from '../../define-cause.ts';
import type { EvidenceKey } from '../../evidence.ts';
import type { BuiltCommit } from '../../evidence/git.ts';
import { judgedHostOutput } from '../../host-output.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { judgedPackages } from '../../packages-of-stage.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { factOfImage, imageKey } from '../../missed-image.ts';

export default defineCause({
  hop: 'image',
  title: 'The image was not built since the change',
  why: '`docker compose up`, `docker run` and a restart take the image that is there; they build nothing. The Dockerfile would take the file, but no build has.',
  needs: ['plan', 'fileOnHost', 'container'],
  judgesDeleted: true,
  messages: {
    answer: '{image} was not built since you changed {file}',
    answerDeleted: '{image} was not built since {file} was deleted',
    answerOutput: '{image} was not built since {output} was made',
    outputHas: '{output} on the host is made of the file, and not older than your change',
    outputOther: 'The container has another content at {path}',
    stillThere: '{image} still has {path}',
    gone: '{file} is not on disk',
    yours: 'Your file has sha256 {sha256}',
    wouldCopy: 'A build would take it: {instruction}',
    olderCommit: 'The image was built from commit {commit}; commits since then: {count}',
    arrived: 'The container has your content',
    hasIt: 'The image has your content',
    noWay: 'The Dockerfile does not bring the file to that path',
    otherDockerfile:
      'Nothing shows that {dockerfile} made this image: {matched} of its {total} steps are in the image’s history',
    rewritten: 'Line {line} of the Dockerfile may have rewritten the file in the image: {instruction}',
    builtIn: 'Layer {number} of the image has your content',
    byMount: 'A mount decides what is at that path',
    sameSizeAndTime:
      'The file has the size and time of the one in the image, by which BuildKit took it for unchanged in a build since',
    tagNotSeen: 'The file in the image that the tag names could not be read, and that image may have your content',
    notSeen: 'The file in the image was not read',
    containerNotSeen: 'The file in the container was not read',
    notSince: 'No build ran since your change',
    wouldInstall: 'A build would install them, by line {line}: {instruction}',
  },
  judgeDockerfile: judgeNotBuilt,
  judge(evidence, say) {
    const { plan, fileOnHost, container } = evidence.its;
    const packages = judgedPackages(evidence);
    if (packages?.state === 'not-installed') {
      const image = container.Config.Image;
      const [taker] = plan.onlyInStages;
      const { installedBy } = packages.packages;
      const step = installedBy ?? taker;
      return say.likely(
        say.text('answer', { image, file: plan.pathInContext ?? fileOnHost.path }),
        [
          { text: say.text('notSince'), from: evidence.from('taggedImage', '.Metadata.LastTagTime') },
          ...factsOfPackages(evidence),
          ...(step
            ? [
                {
                  text: say.text('wouldInstall', { line: step.at.line, instruction: step.instruction }),
                  from: `${step.at.file}:${step.at.line}`,
                },
              ]
            : []),
        ],
        buildAndRecreate(evidence),
      );
    }
    const fileInContainer = evidence.maybe('fileInContainer');
    if (!fileInContainer)
      return evidence.isMissing('fileInContainer')
        ? say.undecided(say.text('containerNotSeen'))
        : say.ruledOut(say.text('containerNotSeen'), evidence.from('plan'));
    // A live mount or a copy made by hand delivers the change past the image, however old the image is.
    if (hasContentOf(fileInContainer, fileOnHost)) {
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    }
    const made = judgedHostOutput(evidence);
    if (made?.mayHaveChange && made.output.isSameInContainer === false && evidence.maybe('sameImage')?.isSame)
      return say.likely(
        say.text('answerOutput', { image: container.Config.Image, output: made.output.path }),
        [
          { text: say.text('outputHas', { output: made.output.path }), from: evidence.from('hostOutputs') },
          {
            text: say.text('outputOther', { path: made.output.copiedBy.containerPath }),
            from: evidence.from('fileInContainer'),
          },
          {
            text: say.text('wouldCopy', { instruction: made.output.copiedBy.instruction }),
            from: `${made.output.copiedBy.at.file}:${made.output.copiedBy.at.line}`,
          },
        ],
        buildAndRecreate(evidence),
      );
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (evidence.isMissing('fileInTaggedImage')) return say.undecided(say.text('tagNotSeen'));
    const copy = plan.copies.find(({ containerPath }) => containerPath === seen?.path);
    if (!seen) return say.ruledOut(say.text('notSeen'), key);
    if (leavesImageOut(evidence.maybe('mount'))) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('hasIt'), evidence.from(key, contentName(seen)));
    if (!copy || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    if (!plan.isProven) {
      return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile, ...plan.match }));
    }
    const layers = evidence.maybe('layers');
    const mine = layers?.find(({ content }) => content === 'yours');
    if (mine) return say.ruledOut(say.text('builtIn', { number: mine.number }), evidence.from('layers'));
    // Layers without the edited content show that the copy itself is old, whatever a later step does with it.
    const rewriter = seen.kind === 'file' && !layers ? evidence.maybe('rewrittenBy') : null;
    if (rewriter)
      return say.undecided(say.text('rewritten', { instruction: rewriter.instruction, line: rewriter.at.line }));
    // A build that ran since the change and did not take the file was misled; without one the image simply was not built.
    if (evidence.maybe('builtSince') === true) {
      if (hasSizeAndTimeOf(seen, fileOnHost)) return say.undecided(say.text('sameSizeAndTime'));
      const [run] = plan.laterRuns;
      if (run) return say.undecided(say.text('rewritten', { instruction: run.instruction, line: run.at.line }));
    }
    const image = container.Config.Image;
    if (fileOnHost.isDeleted) {
      if (evidence.maybe('builtSince') !== false)
        return say.undecided(say.text('stillThere', { image, path: seen.path }));
      return say.confirmed(
        say.text('answerDeleted', { image, file: plan.pathInContext ?? fileOnHost.path }),
        [
          {
            text: say.text('stillThere', { image, path: seen.path }),
            from: evidence.from(key, contentName(seen)),
          },
          { text: say.text('gone', { file: fileOnHost.path }), from: evidence.from('fileOnHost') },
        ],
        buildAndRecreate(evidence),
      );
    }
    const [doubt] = plan.doubts;
    const older = olderCommit(evidence);
    const speak = doubt ? say.possible : say.confirmed;
    return speak(
      say.text('answer', { image, file: plan.pathInContext ?? fileOnHost.path }),
      [
        factOfImage(evidence, image, seen),
        { text: say.text('yours', { sha256: fileOnHost.sha256 }), from: `sha256sum ${fileOnHost.path}` },
        { text: say.text('wouldCopy', { instruction: copy.instruction }), from: `${copy.at.file}:${copy.at.line}` },
        ...factsOfPackages(evidence),
        ...(older
          ? [
              {
                text: say.text('olderCommit', { commit: older.written.slice(0, 12), count: older.behind ?? 0 }),
                from: evidence.from('commit'),
              },
            ]
          : []),
        ...(doubt ? [{ text: doubt, from: plan.dockerfile }] : []),
      ],
      buildAndRecreate(evidence),
    );
  },
});

/** The commit the image was built from, where the change is in a commit after it. */
function olderCommit(evidence: Pick<Known<EvidenceKey>, 'maybe'>): BuiltCommit | null {
  const commit = evidence.maybe('commit');
  const isCommitted = evidence.maybe('fileInGit')?.state === 'committed';
  return commit && isCommitted && !commit.isOfWorkingTree && commit.behind ? commit : null;
}
