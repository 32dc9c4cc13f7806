import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { imageKey } from '../../missed-image.ts';

export default defineCause({
  hop: 'image',
  title: 'The image was built on another engine than the container runs on',
  why: 'Docker Desktop, a rootless engine, minikube and the system’s engine each keep images of their own. A context or `DOCKER_HOST` that differs between two terminals, or between `sudo` and you, sends the build to one and the start to another.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'otherEngine'],
  outranks: ['image-not-rebuilt', 'built-but-not-loaded', 'built-different-tag', 'last-build-failed'],
  messages: {
    answer: 'Your change was built on another engine ({flags}): the engine of {container} has an older {image}',
    has: '{image} on the other engine has your content at {path}',
    lacks: '{image} on this engine has another content there',
    absent: '{image} on this engine has no such file',
    arrived: 'The container has your content',
    none: 'No other engine of this machine has your content under that name',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, otherEngine } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (!otherEngine) return say.ruledOut(say.text('none'), evidence.from('otherEngine'));
    const { image, seen } = otherEngine;
    const flags = otherEngine.flags.join(' ');
    const key = imageKey(evidence);
    const here = evidence.maybe(key);
    return say.confirmed(
      say.text('answer', { flags, container: containerName(container), image }),
      [
        {
          text: say.text('has', { image, path: seen.path }),
          from: `docker ${flags} run --rm --entrypoint sha256sum ${image} ${seen.path} → ${contentName(seen)}`,
        },
        {
          text: here?.kind === 'absent' ? say.text('absent', { image }) : say.text('lacks', { image }),
          from: here ? evidence.from(key, contentName(here)) : evidence.from('fileInContainer'),
        },
      ],
      buildAndRecreate(evidence),
    );
  },
});
