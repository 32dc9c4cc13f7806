import { containerName, contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { updateService } from '../../remedies/deploys.ts';

export default defineCause({
  hop: 'container',
  title: 'The Swarm service keeps the digest that its tag had when it was set',
  why: 'Swarm looks a tag up once, and keeps the digest in the service. A new image under the same tag changes nothing, and `docker service update --force` starts the old digest again: only `--image` makes Swarm look the tag up anew.',
  needs: ['container', 'swarm', 'fileOnHost', 'fileInContainer', 'taggedImage', 'fileInTaggedImage', 'sameImage'],
  outranks: ['container-runs-old-image'],
  messages: {
    answer: 'Swarm service {service} keeps the image that {image} named before; the tag has moved since',
    pinned: 'The service is to run {image} by its digest {digest}',
    pinnedContainer: 'The task was started with {image} by its digest {digest}',
    tagHas: '{image} is image {id} now, and has your content at {path}',
    containerHas: '{container}, a task of it, has another content there',
    tasks: '{count} of {running} running tasks are on that digest',
    notPinned: 'The service names its image without a digest',
    sameImage: 'The task runs the image that the tag names',
    arrived: 'The container has your content',
    tagLacks: 'The image that the tag names does not have your content either',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, swarm, fileOnHost, fileInContainer, taggedImage, fileInTaggedImage, sameImage } = evidence.its;
    if (swarm.digest === null) return say.ruledOut(say.text('notPinned'), evidence.from('swarm'));
    if (sameImage.isSame) return say.ruledOut(say.text('sameImage'), evidence.from('sameImage'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (!hasContentOf(fileInTaggedImage, fileOnHost))
      return say.ruledOut(say.text('tagLacks'), evidence.from('fileInTaggedImage'));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const image = swarm.image.replace(/@.*$/, '');
    const digest = shortId(swarm.digest);
    const field = swarm.isStatedByService ? '.Spec.TaskTemplate.ContainerSpec.Image' : '.Config.Image';
    return say.confirmed(
      say.text('answer', { service: swarm.name, image }),
      [
        {
          text: say.text(swarm.isStatedByService ? 'pinned' : 'pinnedContainer', { image, digest }),
          from: evidence.from('swarm', `${field} ${swarm.image}`),
        },
        {
          text: say.text('tagHas', { image, id: shortId(taggedImage.Id), path: fileInTaggedImage.path }),
          from: evidence.from('fileInTaggedImage', contentName(fileInTaggedImage)),
        },
        {
          text: say.text('containerHas', { container: containerName(container) }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(swarm.tasks
          ? [
              {
                text: say.text('tasks', { count: swarm.tasks.onImage, running: swarm.tasks.running }),
                from: `docker service ps ${swarm.name}`,
              },
            ]
          : []),
      ],
      updateService(evidence),
    );
  },
});
