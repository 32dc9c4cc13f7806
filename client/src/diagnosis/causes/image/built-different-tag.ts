import { containerName, contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { runOtherImage } from '../../remedies.ts';
import { imageKey } from '../../missed-image.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'image',
  title: 'The change was built under another name than the container runs',
  why: 'A build gives its result the name that `-t` says, and none without it. Compose v1 and v2 name the same service differently, and `image:` may have been changed. The container’s own name then still stands for the image of before.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'otherImages'],
  outranks: ['image-not-rebuilt', 'built-but-not-loaded', 'last-build-failed'],
  messages: {
    answer: 'Your change was built as {built}, and {container} runs {image}',
    answerNameless: 'Your change was built, into an image without a name ({id}), and {container} runs {image}',
    has: '{built} has your content at {path}',
    hasNameless: 'Image {id}, which has no name, has your content at {path}',
    lacks: '{image} has another content there',
    absent: '{image} has no such file',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    none: 'No other image of this project was found to have your content',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, otherImages } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const built = otherImages.find(({ seen }) => hasContentOf(seen, fileOnHost));
    if (!built) return say.ruledOut(say.text('none'), evidence.from('otherImages'));
    const [name] = built.names;
    const id = shortId(built.id);
    const path = built.seen.path;
    const image = container.Config.Image;
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    const names = { container: containerName(container), image };
    return say.confirmed(
      name === undefined ? say.text('answerNameless', { id, ...names }) : say.text('answer', { built: name, ...names }),
      [
        {
          text: name === undefined ? say.text('hasNameless', { id, path }) : say.text('has', { built: name, path }),
          from: commandLine`docker run --rm --entrypoint sha256sum ${name ?? id} ${path}`,
        },
        {
          text: seen?.kind === 'absent' ? say.text('absent', { image }) : say.text('lacks', { image }),
          from: seen ? evidence.from(key, contentName(seen)) : evidence.from('fileInContainer'),
        },
      ],
      runOtherImage(evidence, built),
    );
  },
});
