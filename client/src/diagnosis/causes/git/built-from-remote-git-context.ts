import { contentName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { pushAndBuild } from '../../remedies/deploys.ts';
import { imageKey } from '../../missed-image.ts';

export default defineCause({
  hop: 'git',
  title: 'The image is built from a repository elsewhere, which does not have the change',
  why: 'A build context that is a URL, or a workflow that names none, is cloned from the remote repository. What is not committed and pushed there cannot get into the image, and a file that Git LFS keeps comes as a pointer.',
  needs: ['remoteContext', 'fileInGit', 'fileOnHost', 'container', 'fileInContainer', 'plan'],
  outranks: ['image-not-rebuilt', 'uncommitted-change-built-from-git'],
  messages: {
    uncommitted: '{image} is built from {context}, and your change to {file} is not committed',
    unpushed: '{image} is built from {context}, and your change to {file} is not pushed',
    notFetched: '{image} is built from {context}, and nothing shows that your change to {file} was pushed there',
    onlyHere: 'Branch {branch} of this clone has your content; nothing was fetched from there',
    pointer: '{image} is built from {context}, where {file} is only a pointer of Git LFS',
    built: 'This builds from {context}',
    asRemote: '{image} has {path} as {branch} has it',
    lacksAsRemote: '{image} has no {path}, and {branch} has none either',
    other: '{image} has another content at {path} than {branch} and than you',
    remoteLacks: '{branch} does not have your content of {file}',
    isPointer: '{branch} has a pointer to your content of {file}',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    pushed: 'The remote repository has your content',
    noWay: 'The Dockerfile does not bring the file to that path',
    notSeen: 'The file in the image was not read',
    notFromThere: 'The image does not have what the remote repository has',
    workingTree: 'The image was built from the working tree',
  },
  judge(evidence, say) {
    const { remoteContext, fileInGit, fileOnHost, container, fileInContainer, plan } = evidence.its;
    const { context, branch, inBranch, isPointer, at, isCompose, isNoted = false, isLocal = false } = remoteContext;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const isOnlyHere = isLocal && inBranch === fileOnHost.sha256;
    if (inBranch === fileOnHost.sha256 && !isLocal)
      return say.ruledOut(say.text('pushed'), evidence.from('remoteContext'));
    if (evidence.maybe('commit')?.isOfWorkingTree)
      return say.ruledOut(say.text('workingTree'), evidence.from('commit'));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (!seen) return say.undecided(say.text('notSeen'));
    const isCopied = plan.copies.some(({ containerPath }) => containerPath === seen.path);
    if (!isCopied || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const isAsRemote = seen.kind === 'file' ? seen.sha256 === inBranch : inBranch === null;
    const isLost = isNoted || isPointer || fileInGit.state === 'committed';
    // A workflow only says how the image may have been built; that it has what was pushed says that it was.
    if (!isCompose && !(isAsRemote && isLost))
      return say.ruledOut(say.text('notFromThere'), evidence.from('remoteContext'));
    const image = container.Config.Image;
    const { path: file } = fileInGit;
    const committed = isLocal ? 'notFetched' : 'unpushed';
    const how = isPointer ? 'pointer' : fileInGit.state === 'committed' ? committed : 'uncommitted';
    const asRemote = isAsRemote ? (seen.kind === 'file' ? 'asRemote' : 'lacksAsRemote') : 'other';
    const speak = isAsRemote && isCompose && !isLocal ? say.confirmed : say.likely;
    return speak(
      say.text(how, { image, context, file }),
      [
        { text: say.text('built', { context }), from: placed(at) },
        {
          text: isOnlyHere
            ? say.text('onlyHere', { branch })
            : say.text(isPointer ? 'isPointer' : 'remoteLacks', { branch, file }),
          from: evidence.from('remoteContext'),
        },
        {
          text: say.text(asRemote, { image, path: seen.path, branch }),
          from: evidence.from(key, contentName(seen)),
        },
      ],
      isPointer ? [] : pushAndBuild(evidence, isCompose ? buildAndRecreate(evidence) : []),
    );
  },
});
