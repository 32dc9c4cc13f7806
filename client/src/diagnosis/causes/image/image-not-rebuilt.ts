import { judgeNotBuilt } from '../../changed-instructions.ts';
import { contentName, hasContentOf, hasSizeAndTimeOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { CopyStep, EvidenceKey, FileSeen } from '../../evidence.ts';
import type { DependenciesEvidence } from '../../evidence/dependencies.ts';
import type { BuiltCommit } from '../../evidence/git.ts';
import { judgedHostOutput } from '../../host-output.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { judgedPackages } from '../../packages-of-stage.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { factOfImage, imageKey } from '../../missed-image.ts';
import { commandLine } from '../../report/quote-command.ts';

const messages = {
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
} as const;

type Asked = Known<'plan' | 'fileOnHost' | 'container'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'image',
  title: 'The image was not built since the change',
  why: '`docker compose up`, `docker run` and a restart take the image that is there; they build nothing. The Dockerfile would take the file, but no build has.',
  needs: ['plan', 'fileOnHost', 'container'],
  judgesDeleted: true,
  messages,
  judgeDockerfile: judgeNotBuilt,
  judge(evidence, say) {
    const { fileOnHost } = evidence.its;
    const byPackages = judgePackages(evidence, say);
    if (byPackages) return byPackages;
    const fileInContainer = evidence.maybe('fileInContainer');
    if (!fileInContainer)
      return evidence.isMissing('fileInContainer')
        ? say.undecided(say.text('containerNotSeen'))
        : say.ruledOut(say.text('containerNotSeen'), evidence.from('plan'));
    // A live mount or a copy made by hand delivers the change past the image, however old the image is.
    if (hasContentOf(fileInContainer, fileOnHost))
      return (
        judgePackagesBesideMount(evidence, say) ??
        judgeBelowMount(evidence, say) ??
        say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)))
      );
    return judgeHostOutput(evidence, say) ?? judgeImage(evidence, say);
  },
});

/** Of a manifest that no image has, the packages tell; null where they do not. */
function judgePackages(evidence: Asked, say: Speaker): Judgement | null {
  const packages = judgedPackages(evidence);
  return packages?.state === 'not-installed' ? sayNotInstalled(evidence, say, packages.packages) : null;
}

/** A live mount brings the manifest, and no package that it names: those are the image's; null where they are as it wants. */
function judgePackagesBesideMount(evidence: Asked, say: Speaker): Judgement | null {
  const packages = evidence.maybe('dependencies');
  if (!packages || !evidence.maybe('mount')?.isOfEditedFile) return null;
  const areOfImage = packages.mount === null && packages.hasEachModule === undefined && packages.installedBy !== null;
  const isOlder = packages.different.length > 0 && !packages.wasBuiltSince;
  return areOfImage && isOlder ? sayNotInstalled(evidence, say, packages) : null;
}

function sayNotInstalled(evidence: Asked, say: Speaker, packages: DependenciesEvidence['dependencies']): Judgement {
  const { plan, container } = evidence.its;
  const [taker] = plan.onlyInStages;
  const step = packages.installedBy ?? taker;
  return say.likely(
    say.text('answer', { image: container.Config.Image, file: evidence.its.fileOnHost.path }),
    [
      { text: say.text('notSince'), from: evidence.from('taggedImage', '.Metadata.LastTagTime') },
      ...factsOfPackages(evidence),
      ...(step
        ? [
            {
              text: say.text('wouldInstall', { line: step.at.line, instruction: step.instruction }),
              from: placed(step.at),
            },
          ]
        : []),
    ],
    buildAndRecreate(evidence),
  );
}

/** A build on the host has the change, and the image has what that build made before; null where there is no such output. */
function judgeHostOutput(evidence: Asked, say: Speaker): Judgement | null {
  const made = judgedHostOutput(evidence);
  if (!made?.mayHaveChange || made.output.isSameInContainer !== false || !evidence.maybe('sameImage')?.isSame)
    return null;
  const { path, copiedBy } = made.output;
  return say.likely(
    say.text('answerOutput', { image: evidence.its.container.Config.Image, output: path }),
    [
      { text: say.text('outputHas', { output: path }), from: evidence.from('hostOutputs') },
      { text: say.text('outputOther', { path: copiedBy.containerPath }), from: evidence.from('fileInContainer') },
      { text: say.text('wouldCopy', { instruction: copiedBy.instruction }), from: placed(copiedBy.at) },
    ],
    buildAndRecreate(evidence),
  );
}

/** A live mount that fails hides an image that is old as well; null where it is not, or nothing shows it. */
function judgeBelowMount(evidence: Asked, say: Speaker): Judgement | null {
  const seen = evidence.maybe(imageKey(evidence));
  if (!evidence.maybe('mount')?.isOfEditedFile || !seen) return null;
  const judged = judgeSeen(evidence, say, seen);
  return judged.is === 'confirmed' ? { ...judged, isBelowMount: true } : null;
}

/** What the image has at the path, by its archive. */
function judgeImage(evidence: Asked, say: Speaker): Judgement {
  const key = imageKey(evidence);
  const seen = evidence.maybe(key);
  if (evidence.isMissing('fileInTaggedImage')) return say.undecided(say.text('tagNotSeen'));
  if (!seen) return say.ruledOut(say.text('notSeen'), key);
  if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
  return judgeSeen(evidence, say, seen);
}

function judgeSeen(evidence: Asked, say: Speaker, seen: FileSeen): Judgement {
  const { plan, fileOnHost } = evidence.its;
  const key = imageKey(evidence);
  if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('hasIt'), evidence.from(key, contentName(seen)));
  const copy = plan.copies.find(({ containerPath }) => containerPath === seen.path);
  if (!copy || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
  if (!plan.isProven) return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile, ...plan.match }));
  return (
    judgeSteps(evidence, say, seen) ??
    (fileOnHost.isDeleted ? sayStillThere(evidence, say, seen) : sayNotBuilt(evidence, say, seen, copy))
  );
}

/** Why the image may lack the content although a build took the file; null where nothing shows that one did. */
function judgeSteps(evidence: Asked, say: Speaker, seen: FileSeen): Judgement | null {
  const { plan, fileOnHost } = evidence.its;
  const layers = evidence.maybe('layers');
  const mine = layers?.find(({ content }) => content === 'yours');
  if (mine) return say.ruledOut(say.text('builtIn', { number: mine.number }), evidence.from('layers'));
  const rewritten = ({ instruction, at: { line } }: CopyStep): Judgement =>
    say.undecided(say.text('rewritten', { instruction, line }));
  // Layers without the edited content show that the copy itself is old, whatever a later step does with it.
  const rewriter = seen.kind === 'file' && !layers ? evidence.maybe('rewrittenBy') : null;
  if (rewriter) return rewritten(rewriter);
  // A build that ran since the change and did not take the file was misled; without one the image simply was not built.
  if (evidence.maybe('builtSince') !== true) return null;
  if (hasSizeAndTimeOf(seen, fileOnHost)) return say.undecided(say.text('sameSizeAndTime'));
  const [run] = plan.laterRuns;
  return run ? rewritten(run) : null;
}

function sayStillThere(evidence: Asked, say: Speaker, seen: FileSeen): Judgement {
  const { fileOnHost, container } = evidence.its;
  const image = container.Config.Image;
  const stillThere = say.text('stillThere', { image, path: seen.path });
  if (evidence.maybe('builtSince') !== false) return say.undecided(stillThere);
  return say.confirmed(
    say.text('answerDeleted', { image, file: fileOnHost.path }),
    [
      { text: stillThere, from: evidence.from(imageKey(evidence), contentName(seen)) },
      { text: say.text('gone', { file: fileOnHost.path }), from: evidence.from('fileOnHost') },
    ],
    buildAndRecreate(evidence),
  );
}

function sayNotBuilt(evidence: Asked, say: Speaker, seen: FileSeen, copy: CopyStep): Judgement {
  const { plan, fileOnHost, container } = evidence.its;
  const image = container.Config.Image;
  const [doubt] = plan.doubts;
  const older = olderCommit(evidence);
  const speak = doubt ? say.possible : say.confirmed;
  return speak(
    say.text('answer', { image, file: fileOnHost.path }),
    [
      factOfImage(evidence, image, seen),
      { text: say.text('yours', { sha256: fileOnHost.sha256 }), from: commandLine`sha256sum ${fileOnHost.path}` },
      { text: say.text('wouldCopy', { instruction: copy.instruction }), from: placed(copy.at) },
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
}

/** The commit the image was built from, where the change is in a commit after it. */
function olderCommit(evidence: Pick<Known<EvidenceKey>, 'maybe'>): BuiltCommit | null {
  const commit = evidence.maybe('commit');
  const isCommitted = evidence.maybe('fileInGit')?.state === 'committed';
  return commit && isCommitted && !commit.isOfWorkingTree && commit.behind ? commit : null;
}
