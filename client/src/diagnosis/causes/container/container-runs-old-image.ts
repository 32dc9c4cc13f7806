import type { Text } from '../../../../../core/src/text.ts';
import { judgeImageBeside, judgeOldImage } from '../../changed-instructions.ts';
import { contentName, containerName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { judgedPackages } from '../../packages-of-stage.ts';
import { placed } from '../../placed.ts';
import { recreate } from '../../remedies.ts';
import type { Fact } from '../../report/report.ts';
import { isNewerInTag, isOtherInTag } from '../../stale-artefact.ts';

const messages = {
  answer: '{container} runs an older image than the one {image} names now',
  tagHas: '{image} is image {id} now, and has your content at {path}',
  tagLacksToo: '{image} is image {id} now, and has no {path} any more',
  containerFrom: '{container} was created from image {id}',
  containerHas: '{container} has another content there',
  sameImage: 'The container was created from the image that the tag names',
  there: 'The container has your content',
  byMount: 'A mount decides what is at that path',
  written: 'The file was written inside the container',
  tagMade: '{image} is image {id} now, and its {path} was built after your change',
  containerMade: '{container} has an older {path}, by line {line}: {instruction}',
  containerMadeOther: '{container} has another {path}, by line {line}: {instruction}',
  tagInstalled: '{image} is image {id} now, and has the packages that your file wants',
  tagBuilt: '{image} is image {id} now, and was built after your change',
  notSeen: 'The file could not be seen in the container or in the image that the tag names',
} as const;

type Asked = Known<'container' | 'taggedImage' | 'fileOnHost' | 'sameImage'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'container',
  title: 'The container was created from an older image',
  why: 'A build moves the tag to a new image; containers keep the one they were created from. `docker restart` and `docker compose restart` never change that: only a new container runs the new image.',
  needs: ['container', 'taggedImage', 'fileOnHost', 'sameImage'],
  judgesDeleted: true,
  messages,
  judgeDockerfile: judgeOldImage,
  judgeSettings: judgeImageBeside,
  judge(evidence, say) {
    if (evidence.its.sameImage.isSame) return say.ruledOut(say.text('sameImage'), evidence.from('sameImage'));
    return judgeArtefact(evidence, say) ?? judgePackages(evidence, say) ?? judgeContent(evidence, say);
  },
});

/** What the tag's image has made of the file is newer; null where nothing is made of it, or that does not tell. */
function judgeArtefact(evidence: Asked, say: Speaker): Judgement | null {
  const { container, taggedImage, fileOnHost } = evidence.its;
  const { made = [], wasBuiltSince = false } = evidence.maybe('artefacts') ?? {};
  const newer = made.find((one) => isNewerInTag(one, fileOnHost));
  const artefact = newer ?? (wasBuiltSince ? made.find((one) => isOtherInTag(one, fileOnHost)) : undefined);
  if (!artefact) return null;
  const { path, madeBy } = artefact;
  const { instruction, at } = madeBy;
  const values = { image: container.Config.Image, id: shortId(taggedImage.Id), path };
  const inContainer = { container: containerName(container), path, line: at.line, instruction };
  const speak = newer ? say.confirmed : say.likely;
  return speak(
    answerOf(evidence, say),
    [
      factOfCreation(evidence, say),
      { text: say.text(newer ? 'tagMade' : 'tagBuilt', values), from: evidence.from('taggedImage', '.Id') },
      { text: say.text(newer ? 'containerMade' : 'containerMadeOther', inContainer), from: placed(at) },
      ...factsOfPackages(evidence),
    ],
    recreate(evidence),
  );
}

/** The tag's image has the packages that a manifest wants; null where they do not tell. */
function judgePackages(evidence: Asked, say: Speaker): Judgement | null {
  const { container, taggedImage } = evidence.its;
  const packages = judgedPackages(evidence);
  if (packages?.state !== 'installed-in-tag') return null;
  const { inImage } = packages.packages;
  const values = { image: container.Config.Image, id: shortId(taggedImage.Id) };
  const speak = inImage?.isWanted ? say.confirmed : say.likely;
  return speak(
    answerOf(evidence, say),
    [
      factOfCreation(evidence, say),
      ...factsOfPackages(evidence),
      { text: say.text(inImage ? 'tagInstalled' : 'tagBuilt', values), from: evidence.from('taggedImage', '.Id') },
    ],
    recreate(evidence),
  );
}

/** The file itself is in the tag's image, and not in the container. */
function judgeContent(evidence: Asked, say: Speaker): Judgement {
  const { container, taggedImage, fileOnHost } = evidence.its;
  const fileInContainer = evidence.maybe('fileInContainer');
  const fileInTaggedImage = evidence.maybe('fileInTaggedImage');
  if (!fileInContainer || !fileInTaggedImage) return say.undecided(say.text('notSeen'));
  if (hasContentOf(fileInContainer, fileOnHost))
    return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
  if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
  // Both images lack the change: what keeps it out of them is the answer, and a new container is wanted all the same.
  if (!hasContentOf(fileInTaggedImage, fileOnHost)) return judgeImageBeside(evidence);
  const inImage = evidence.maybe('fileInImage');
  if (inImage && hasContentOf(inImage, fileOnHost)) {
    const decided = evidence.maybe('mount') ? 'byMount' : 'written';
    return say.ruledOut(say.text(decided), evidence.from('fileInImage', contentName(inImage)));
  }
  const values = { image: container.Config.Image, id: shortId(taggedImage.Id), path: fileInTaggedImage.path };
  return say.confirmed(
    answerOf(evidence, say),
    [
      factOfCreation(evidence, say),
      {
        text: say.text(fileOnHost.isDeleted ? 'tagLacksToo' : 'tagHas', values),
        from: evidence.from('fileInTaggedImage', contentName(fileInTaggedImage)),
      },
      {
        text: say.text('containerHas', { container: containerName(container) }),
        from: evidence.from('fileInContainer', contentName(fileInContainer)),
      },
      ...factsOfPackages(evidence),
    ],
    recreate(evidence),
  );
}

const answerOf = ({ its: { container } }: Asked, say: Speaker): Text =>
  say.text('answer', { container: containerName(container), image: container.Config.Image });

function factOfCreation(evidence: Asked, say: Speaker): Fact {
  const { container } = evidence.its;
  return {
    text: say.text('containerFrom', { container: containerName(container), id: shortId(container.Image) }),
    from: evidence.from('container', `.Image ${container.Image}`),
  };
}
