import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { startHere } from '../../remedies/other-checkout.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'container',
  title: 'The container belongs to another checkout of the project',
  why: 'Two clones or worktrees of one project easily share a Compose project name, and whichever was started last owns the container. It has that folder’s files; what you edit in this folder never reaches it.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'otherCheckout'],
  outranks: [
    'anonymous-volume-kept',
    'bind-mount-shadows-image',
    'built-but-not-loaded',
    'built-different-tag',
    'last-build-failed',
    'uncommitted-change-built-from-git',
    'changed-in-writable-layer',
    'container-runs-old-image',
    'image-not-rebuilt',
    'nested-volume-shadows-bind',
    'not-copied-by-dockerfile',
    'outside-build-context',
  ],
  messages: {
    answer: '{container} was made from {folder}, not from this folder',
    mounts: '{container} mounts {source}, in another checkout',
    label: '{container} was made in {folder}',
    project: 'Compose calls both projects {project}, so they share their containers',
    repository: 'Both folders are checkouts of one repository',
    sameFiles: 'Both folders have the same Compose file and service',
    theirs: 'The container has the content of {file}',
    others: 'The container does not have the content of {file}',
    there: 'The container has your content',
    sameThere: 'The other checkout has your content too, and the container does not have it',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, otherCheckout } = evidence.its;
    const { folder, file, sha256, sameBy, project } = otherCheckout;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (sha256 === fileOnHost.sha256) return say.ruledOut(say.text('sameThere'), commandLine`sha256sum ${file}`);
    const name = containerName(container);
    const mount = evidence.maybe('mount');
    const source = mount?.hostPath === file ? (mount.mount.Source ?? folder) : null;
    const isTheirs = fileInContainer.kind === 'file' && fileInContainer.sha256 === sha256;
    const relation = {
      project: say.text('project', { project: project ?? '' }),
      repository: say.text('repository'),
      files: say.text('sameFiles'),
    }[sameBy];
    // Where neither content nor mount ties the container to the other folder, its label and the project's name are two indications.
    const speak = isTheirs || source !== null ? say.confirmed : say.likely;
    const told = speak(
      say.text('answer', { container: name, folder }),
      [
        {
          text:
            source === null
              ? say.text('label', { container: name, folder })
              : say.text('mounts', { container: name, source }),
          from: evidence.from('otherCheckout'),
        },
        { text: relation, from: sameBy === 'repository' ? commandLine`git -C ${folder} worktree list` : folder },
        {
          text: say.text(isTheirs ? 'theirs' : 'others', { file }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      startHere(evidence, otherCheckout),
    );
    // What a named volume has, it keeps in a container of this folder as well, and so does one that has neither folder's content.
    const isKept = mount?.kind === 'named-volume' || (mount?.kind === 'anonymous-volume' && !isTheirs);
    return isKept ? { ...told, isAside: true } : told;
  },
});
