import { containerName, contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { pullAndRecreate } from '../../remedies.ts';
import { imageKey } from '../../missed-image.ts';

export default defineCause({
  hop: 'container',
  title: 'The registry has a newer image under the name than this engine',
  why: '`docker run` and `docker compose up` pull an image only when there is none of that name. What CI pushed since then stays in the registry until somebody pulls.',
  needs: ['container', 'taggedImage', 'inRegistry'],
  outranks: ['image-not-rebuilt', 'built-different-tag'],
  messages: {
    answer: '{container} runs an image of {image} that the registry has replaced since',
    remote: 'The registry has {digest} under {image}',
    local: 'This engine has {digest}, which the registry knows too: it came from there',
    lacks: '{image} on this engine has another content at {path}',
    absent: '{image} on this engine has no {path}',
    current: 'This engine has what the registry has under {image}',
    unknown: 'The registry does not know {image}',
    builtHere: 'The image of this engine never was in the registry: it was built here',
    arrived: 'The container has your content',
    tagHas: 'The image of this engine has your content',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, inRegistry } = evidence.its;
    const { image, digest, local, isLocalKnown } = inRegistry;
    const from = evidence.from('inRegistry');
    if (digest === null) return say.ruledOut(say.text('unknown', { image }), from);
    if (local.includes(digest)) return say.ruledOut(say.text('current', { image }), from);
    if (isLocalKnown !== true) return say.ruledOut(say.text('builtHere'), from);
    const file = evidence.maybe('fileOnHost');
    const inContainer = evidence.maybe('fileInContainer');
    if (file && hasContentOf(inContainer, file))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (file && hasContentOf(seen, file)) return say.ruledOut(say.text('tagHas'), evidence.from(key));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const lacks =
      file && seen
        ? [
            {
              text:
                seen.kind === 'absent'
                  ? say.text('absent', { image, path: seen.path })
                  : say.text('lacks', { image, path: seen.path }),
              from: evidence.from(key, contentName(seen)),
            },
          ]
        : [];
    return say.confirmed(
      say.text('answer', { container: containerName(container), image }),
      [
        { text: say.text('remote', { digest: shortId(digest), image }), from },
        {
          text: say.text('local', { digest: shortId(local[0] ?? '') }),
          from: evidence.from('taggedImage', `.RepoDigests ${local[0] ?? ''}`),
        },
        ...lacks,
      ],
      pullAndRecreate(evidence, image),
    );
  },
});
