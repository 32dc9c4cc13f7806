import { contentName, containerName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { recreate } from '../../remedies.ts';

export default defineCause({
  hop: 'container',
  title: 'The container was created from an older image',
  why: 'A build moves the tag to a new image; containers keep the one they were created from. `docker restart` and `docker compose restart` never change that: only a new container runs the new image.',
  needs: ['container', 'taggedImage', 'fileOnHost', 'fileInContainer', 'fileInTaggedImage', 'sameImage'],
  messages: {
    answer: '{container} runs an older image than the one {image} names now',
    tagHas: '{image} is image {id} now, and has your content at {path}',
    containerFrom: '{container} was created from image {id}',
    containerHas: '{container} has another content there',
    sameImage: 'The container was created from the image that the tag names',
    tagLacks: 'The image that the tag names does not have your content either',
    there: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    written: 'The file was written inside the container',
  },
  judge(evidence, say) {
    const { container, taggedImage, fileOnHost, fileInContainer, fileInTaggedImage, sameImage } = evidence.its;
    if (sameImage.isSame) return say.ruledOut(say.text('sameImage'), evidence.from('sameImage'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (!hasContentOf(fileInTaggedImage, fileOnHost))
      return say.ruledOut(say.text('tagLacks'), evidence.from('fileInTaggedImage'));
    if (leavesImageOut(evidence.maybe('mount'))) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const inImage = evidence.maybe('fileInImage');
    if (inImage && hasContentOf(inImage, fileOnHost)) {
      const decided = evidence.maybe('mount') ? 'byMount' : 'written';
      return say.ruledOut(say.text(decided), evidence.from('fileInImage', contentName(inImage)));
    }
    const name = containerName(container);
    const image = container.Config.Image;
    return say.confirmed(
      say.text('answer', { container: name, image }),
      [
        {
          text: say.text('containerFrom', { container: name, id: shortId(container.Image) }),
          from: evidence.from('container', `.Image ${container.Image}`),
        },
        {
          text: say.text('tagHas', { image, id: shortId(taggedImage.Id), path: fileInTaggedImage.path }),
          from: evidence.from('fileInTaggedImage', contentName(fileInTaggedImage)),
        },
        {
          text: say.text('containerHas', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      recreate(evidence),
    );
  },
});
