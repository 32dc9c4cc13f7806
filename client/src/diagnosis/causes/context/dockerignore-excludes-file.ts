import { contentName, containerName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { isForPeople } from '../../for-people.ts';
import { buildAndRecreate, editIgnoreFile } from '../../remedies.ts';

export default defineCause({
  hop: 'context',
  title: 'An ignore file keeps the file out of the build context',
  why: 'What `.dockerignore` (or `<Dockerfile>.dockerignore`, which replaces it) excludes is never sent to the builder. COPY takes the rest without a word, so an older copy from the base image or an earlier layer stays.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer'],
  messages: {
    answer: '{ignoreFile}:{line} keeps {file} out of the build context',
    excluded: 'Line {line} of {ignoreFile} excludes it: {pattern}',
    absent: '{container} has no {path}',
    different: '{container} has another content at {path}',
    otherDockerfile: 'Nothing shows that {dockerfile} made this image',
    notExcluded: 'No line of the ignore file excludes it',
    there: 'The container has the file nevertheless',
    byMount: 'A mount decides what is at that path',
    secret: 'The build reads it as a secret, not from its context',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer } = evidence.its;
    const excludedBy = plan.ignore?.isExcluded ? plan.ignore.decidedBy : null;
    if (!plan.ignore || !excludedBy || plan.pathInContext === null)
      return say.ruledOut(say.text('notExcluded'), evidence.from('plan'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (evidence.maybe('secretRead')) return say.ruledOut(say.text('secret'), evidence.from('secretRead'));
    // Below a mount the image counts: the line matters once the mount is gone.
    const mount = evidence.maybe('mount');
    const key = evidence.maybe('fileInTaggedImage') ? 'fileInTaggedImage' : 'fileInImage';
    const inImage = mount ? evidence.maybe(key) : null;
    const isInTheWay = mount !== null && (leavesImageOut(evidence) || !inImage || hasContentOf(inImage, fileOnHost));
    if (isInTheWay || (mount && plan.copies.length === 0))
      return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (!plan.isProven) return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile }));
    const { file: ignoreFile } = plan.ignore;
    const { line, pattern } = excludedBy;
    const values = inImage
      ? { container: container.Config.Image, path: inImage.path }
      : { container: containerName(container), path: fileInContainer.path };
    const seen = inImage ?? fileInContainer;
    // A README is left out on purpose, and nobody misses it in a container.
    const speak = seen.kind === 'absent' && isForPeople(fileOnHost.path) ? say.possible : say.confirmed;
    return speak(
      say.text('answer', { ignoreFile, line, file: plan.pathInContext }),
      [
        { text: say.text('excluded', { line, ignoreFile, pattern }), from: `${ignoreFile}:${line}` },
        {
          text: seen.kind === 'absent' ? say.text('absent', values) : say.text('different', values),
          from: evidence.from(inImage ? key : 'fileInContainer', contentName(seen)),
        },
      ],
      [...editIgnoreFile(plan.ignore, plan.pathInContext), ...buildAndRecreate(evidence)],
    );
  },
});
