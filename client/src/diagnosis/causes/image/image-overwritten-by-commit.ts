import { contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { factOfImage, imageKey } from '../../missed-image.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'image',
  title: '`docker commit` put a container’s state over the image’s name',
  why: '`docker commit` makes an image of what a container holds, often to keep a quick repair, and gives it a name. When that is the name of the built image, the next container runs the old state, whatever was built before.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'containerCommit'],
  outranks: [
    'image-not-rebuilt',
    'built-different-tag',
    'registry-image-over-local-build',
    'later-step-overwrites-file',
    'build-context-same-size-mtime',
  ],
  messages: {
    answer: '{image} was overwritten by "docker commit" after you changed {file}',
    commit: 'The last step of {image} is a container’s own command, as "docker commit" writes it, not an instruction',
    made: 'The commit was made at {time}, on top of image {parent}',
    notCommitted: '{image} ends with a step of a build',
    older: 'You changed the file after the commit',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    notSeen: 'The file in the image was not read',
    hasIt: 'The image has your content',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, containerCommit: commit } = evidence.its;
    const image = container.Config.Image;
    if (!commit) return say.ruledOut(say.text('notCommitted', { image }), evidence.from('containerCommit'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (!seen) return say.ruledOut(say.text('notSeen'), key);
    if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('hasIt'), evidence.from(key, contentName(seen)));
    // A commit of before the change hides nothing: what is missing then is a build.
    if (commit.at < Math.floor(fileOnHost.modifiedMs / 1000))
      return say.ruledOut(say.text('older'), commandLine`stat ${fileOnHost.path}`);
    return say.confirmed(
      say.text('answer', { image, file: fileOnHost.path }),
      [
        { text: say.text('commit', { image }), from: evidence.from('containerCommit') },
        {
          text: say.text('made', {
            time: new Date(commit.at * 1000).toISOString(),
            parent: shortId(commit.parent),
          }),
          from: `docker image inspect ${image} → .Parent ${commit.parent}`,
        },
        factOfImage(evidence, image, seen),
      ],
      buildAndRecreate(evidence),
    );
  },
});
