import { contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { restartDeployment } from '../../remedies/deploys.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'container',
  title: 'The pod keeps the image that its tag named when it was started',
  why: 'Kubernetes compares names. A deployment that names the same tag as before is unchanged, so its pods stay as they are; with `imagePullPolicy: IfNotPresent` a node does not look for a newer image either.',
  needs: ['container', 'pod', 'fileOnHost', 'fileInContainer'],
  outranks: ['container-runs-old-image', 'image-not-rebuilt', 'built-different-tag', 'built-but-not-loaded'],
  messages: {
    answer: 'Pod {pod} keeps the image that {image} named when it was started; the tag has moved since',
    states: 'The pod names {image}, with imagePullPolicy {policy}',
    tagHas: '{image} is image {id} now, and has your content at {path}',
    runs: 'The pod runs {imageId}, with another content there',
    arrived: 'The container has your content',
    sameImage: 'The pod runs the image that the tag names',
    tagLacks: 'The image that the tag names does not have your content either',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, pod, fileOnHost, fileInContainer } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (container.Image === pod.tagId) return say.ruledOut(say.text('sameImage'), evidence.from('pod'));
    if (!hasContentOf(pod.fileInTag, fileOnHost)) return say.ruledOut(say.text('tagLacks'), evidence.from('pod'));
    const { image } = pod;
    // Kubernetes was not there to try this on; its fields are as documented.
    return say.likely(
      say.text('answer', { pod: pod.name, image }),
      [
        {
          text: say.text('states', { image, policy: pod.pullPolicy ?? '–' }),
          from: evidence.from('pod', '.spec.containers'),
        },
        {
          text: say.text('tagHas', { image, id: shortId(pod.tagId), path: pod.fileInTag.path }),
          from: commandLine`docker run --rm --entrypoint sha256sum ${image} ${pod.fileInTag.path} → ${contentName(pod.fileInTag)}`,
        },
        {
          text: say.text('runs', { imageId: pod.imageId === '' ? shortId(container.Image) : pod.imageId }),
          from: evidence.from('pod', '.status.containerStatuses'),
        },
      ],
      restartDeployment(evidence),
    );
  },
});
