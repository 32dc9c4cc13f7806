import { containerName, contentName, hasContentOf, sameSeen } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildSourceAndRecreate } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'image',
  title: 'The image is made from another local image that was not built since the change',
  why: '`FROM` and `COPY --from` may name an image that another Dockerfile of the project makes. A build takes it as it is: it builds no other image first, and Compose builds services side by side.',
  needs: ['container', 'fileOnHost', 'sourceImage'],
  outranks: [
    'image-not-rebuilt',
    // Whatever became of the image's own builds, they had nothing new to take.
    'last-build-failed',
    'built-but-not-loaded',
    'outside-build-context',
    'not-copied-by-dockerfile',
    'stage-does-not-contain-file',
    'container-runs-old-image',
  ],
  messages: {
    answer: '{image} is made from {source}, which was not built since you changed {file}',
    takes: 'The Dockerfile takes it from there: {instruction}',
    sourceHas: '{source} has another content at {path}',
    containerHas: 'The container has that same content at {path}',
    none: 'The file comes through no other image of this engine',
    sourceIsNew: '{source} has your content',
    other: 'The container has another content than {source}',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, fileOnHost, sourceImage } = evidence.its;
    if (!sourceImage) return say.ruledOut(say.text('none'), evidence.from('sourceImage'));
    const { image: source, seen, inContainer, at, instruction } = sourceImage;
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const from = commandLine`docker run --rm --entrypoint sha256sum ${source} ${seen.path} → ${contentName(seen)}`;
    if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('sourceIsNew', { source }), from);
    if (!sameSeen(seen, inContainer)) return say.ruledOut(say.text('other', { source }), from);
    return say.confirmed(
      say.text('answer', { image: container.Config.Image, source, file: fileOnHost.path }),
      [
        { text: say.text('takes', { instruction }), from: placed(at) },
        { text: say.text('sourceHas', { source, path: seen.path }), from },
        {
          text: say.text('containerHas', { path: inContainer.path }),
          from: commandLine`docker cp ${containerName(container)}:${inContainer.path} - → ${contentName(inContainer)}`,
        },
      ],
      buildSourceAndRecreate(evidence, sourceImage),
    );
  },
});
