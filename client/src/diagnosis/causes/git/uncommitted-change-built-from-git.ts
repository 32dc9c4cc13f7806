import { contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { commitAndDeploy } from '../../remedies/deploys.ts';
import { imageKey } from '../../missed-image.ts';
import { placed } from '../../placed.ts';
import { commandLine } from '../../report/quote-command.ts';
import { judgeUncommitted } from '../../uncommitted-dockerfile.ts';

export default defineCause({
  hop: 'git',
  title: 'The image was built from a commit, and the change is not committed',
  why: 'Kamal and most CI systems build a clone of a commit, not your working tree. What is not committed cannot get into such an image, however often it is built.',
  needs: ['commit', 'fileInGit', 'fileOnHost', 'container', 'fileInContainer', 'plan'],
  outranks: ['image-not-rebuilt'],
  judgesDeleted: true,
  messages: {
    changed: '{image} was built from commit {commit}, and your change to {file} is not committed',
    untracked: '{image} was built from commit {commit}, and {file} is not in git',
    deleted: '{image} was built from commit {commit}, and you deleted {file} without committing that',
    ignored: '{image} was built from commit {commit}, and git ignores {file}',
    asCommit: '{image} has {path} as commit {commit} has it',
    lacksAsCommit: '{image} has no {path}, and commit {commit} has none either',
    named: 'The image says that it was built from commit {commit}',
    yours: 'Your file has sha256 {sha256}, which the last commit does not have',
    gone: '{file} is not on disk, and the last commit has it',
    ignoredBy: 'This line keeps it out of git: {pattern}',
    kamal: 'Kamal builds a clone of the last commit, because builder.context is not set',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    workingTree: 'The image was built from the working tree',
    composeBuilds: 'Compose builds this image from a folder',
    folder: 'Kamal builds the folder that builder.context names',
    committed: 'The last commit has your content',
    noWay: 'The Dockerfile does not bring the file to that path',
    notSeen: 'The file in the image was not read',
    otherContent: 'The image has another content than commit {commit}',
  },
  judgeDockerfile: judgeUncommitted,
  judge(evidence, say) {
    const { commit, fileInGit, fileOnHost, container, fileInContainer, plan } = evidence.its;
    const kamal = evidence.maybe('kamal');
    const written = commit.written.slice(0, 12);
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (commit.isOfWorkingTree) return say.ruledOut(say.text('workingTree'), evidence.from('commit'));
    if (evidence.maybe('service')?.hasBuild) return say.ruledOut(say.text('composeBuilds'), evidence.from('service'));
    if (kamal?.context) return say.ruledOut(say.text('folder'), placed(kamal.context.at));
    if (fileInGit.state === 'committed') return say.ruledOut(say.text('committed'), evidence.from('fileInGit'));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (!seen) return say.undecided(say.text('notSeen'));
    const isCopied = plan.copies.some(({ containerPath }) => containerPath === seen.path);
    if (!isCopied || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const isAsCommitted = seen.kind === 'file' ? seen.sha256 === fileInGit.inBuilt : fileInGit.inBuilt === null;
    if (!isAsCommitted) return say.ruledOut(say.text('otherContent', { commit: written }), evidence.from('fileInGit'));
    const image = container.Config.Image;
    const { ignoredBy, path: file } = fileInGit;
    // A tag alone may have been given by hand, to an image of the working tree.
    const speak = commit.by === 'label' || (kamal && commit.by === 'tag') ? say.confirmed : say.likely;
    const asCommit = seen.kind === 'file' ? 'asCommit' : 'lacksAsCommit';
    return speak(
      say.text(fileOnHost.isDeleted ? 'deleted' : fileInGit.state, { image, commit: written, file }),
      [
        {
          text: say.text(asCommit, { image, path: seen.path, commit: shortId(commit.id) }),
          from: evidence.from('fileInGit', contentName(seen)),
        },
        commit.by === 'kamal'
          ? { text: say.text('kamal'), from: evidence.from('commit') }
          : { text: say.text('named', { commit: written }), from: evidence.from('commit') },
        fileOnHost.isDeleted
          ? { text: say.text('gone', { file }), from: commandLine`git -C ${fileInGit.root} status -- ${file}` }
          : { text: say.text('yours', { sha256: fileOnHost.sha256 }), from: commandLine`sha256sum ${fileOnHost.path}` },
        ...(ignoredBy
          ? [
              {
                text: say.text('ignoredBy', { pattern: ignoredBy.pattern }),
                from: placed(ignoredBy),
              },
            ]
          : []),
        ...(kamal && commit.by !== 'kamal' ? [{ text: say.text('kamal'), from: kamal.file }] : []),
      ],
      commitAndDeploy(evidence),
    );
  },
});
