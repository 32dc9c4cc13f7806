import { judgeOldImage } from '../../changed-instructions.ts';
import { contentName, containerName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { judgedPackages } from '../../packages-of-stage.ts';
import { recreate } from '../../remedies.ts';
import { isNewerInTag } from '../../stale-artefact.ts';

export default defineCause({
  hop: 'container',
  title: 'The container was created from an older image',
  why: 'A build moves the tag to a new image; containers keep the one they were created from. `docker restart` and `docker compose restart` never change that: only a new container runs the new image.',
  needs: ['container', 'taggedImage', 'fileOnHost', 'sameImage'],
  judgesDeleted: true,
  messages: {
    answer: '{container} runs an older image than the one {image} names now',
    tagHas: '{image} is image {id} now, and has your content at {path}',
    tagLacksToo: '{image} is image {id} now, and has no {path} any more',
    containerFrom: '{container} was created from image {id}',
    containerHas: '{container} has another content there',
    sameImage: 'The container was created from the image that the tag names',
    tagLacks: 'The image that the tag names does not have your content either',
    there: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    written: 'The file was written inside the container',
    tagMade: '{image} is image {id} now, and its {path} was built after your change',
    containerMade: '{container} has an older {path}, by line {line}: {instruction}',
    tagInstalled: '{image} is image {id} now, and has the packages that your file wants',
    tagBuilt: '{image} is image {id} now, and was built after your change',
    notSeen: 'The file could not be seen in the container or in the image that the tag names',
  },
  judgeDockerfile: judgeOldImage,
  judge(evidence, say) {
    const { container, taggedImage, fileOnHost, sameImage } = evidence.its;
    if (sameImage.isSame) return say.ruledOut(say.text('sameImage'), evidence.from('sameImage'));
    const name = containerName(container);
    const image = container.Config.Image;
    const created = {
      text: say.text('containerFrom', { container: name, id: shortId(container.Image) }),
      from: evidence.from('container', `.Image ${container.Image}`),
    };
    const artefact = evidence.maybe('artefacts')?.made.find((made) => isNewerInTag(made, fileOnHost));
    if (artefact) {
      const { path, madeBy } = artefact;
      const { instruction, at } = madeBy;
      return say.confirmed(
        say.text('answer', { container: name, image }),
        [
          created,
          {
            text: say.text('tagMade', { image, id: shortId(taggedImage.Id), path }),
            from: evidence.from('taggedImage', '.Id'),
          },
          {
            text: say.text('containerMade', { container: name, path, line: at.line, instruction }),
            from: `${at.file}:${at.line}`,
          },
          ...factsOfPackages(evidence),
        ],
        recreate(evidence),
      );
    }
    const packages = judgedPackages(evidence);
    if (packages?.state === 'installed-in-tag') {
      const speak = packages.packages.inImage?.isWanted ? say.confirmed : say.likely;
      return speak(
        say.text('answer', { container: name, image }),
        [
          created,
          ...factsOfPackages(evidence),
          {
            text: say.text(packages.packages.inImage ? 'tagInstalled' : 'tagBuilt', {
              image,
              id: shortId(taggedImage.Id),
            }),
            from: evidence.from('taggedImage', '.Id'),
          },
        ],
        recreate(evidence),
      );
    }
    const fileInContainer = evidence.maybe('fileInContainer');
    const fileInTaggedImage = evidence.maybe('fileInTaggedImage');
    if (!fileInContainer || !fileInTaggedImage) return say.undecided(say.text('notSeen'));
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
    return say.confirmed(
      say.text('answer', { container: name, image }),
      [
        created,
        {
          text: say.text(fileOnHost.isDeleted ? 'tagLacksToo' : 'tagHas', {
            image,
            id: shortId(taggedImage.Id),
            path: fileInTaggedImage.path,
          }),
          from: evidence.from('fileInTaggedImage', contentName(fileInTaggedImage)),
        },
        {
          text: say.text('containerHas', { container: name }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...factsOfPackages(evidence),
      ],
      recreate(evidence),
    );
  },
});
