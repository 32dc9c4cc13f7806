import { contentName, hasContentOf, shortId } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, runOtherImage } from '../../remedies.ts';
import { imageKey } from '../../missed-image.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'image',
  title: 'An image from the registry took the name of the local build',
  why: 'A service with both `build:` and `image:` has one name for two sources. `docker compose pull`, `pull_policy: always` or `docker pull` give that name to the registry’s image, and the local build is left without one.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'otherImages', 'pulledAt'],
  outranks: ['image-not-rebuilt', 'built-different-tag', 'last-build-failed', 'built-but-not-loaded'],
  messages: {
    answer: '{image} was pulled over your own build, which has your change and no name any more',
    pulled: '{image} was pulled at {time}',
    'tag-times':
      'Image {id} was given a name, and none was given since: a pull put the registry’s image {digest} under {image}',
    'same-moment': 'Image {id} lost its name when {image} became the registry’s image {digest}',
    'compose-label': 'Compose built image {id} under the name {image}, which is the registry’s image {digest} now',
    has: 'Image {id}, which lost its name, has your content at {path}',
    lacks: 'The image that {image} names now has another content there',
    policy: 'The Compose file says pull_policy: {policy}',
    notPulled: 'Nothing was pulled under the container’s name since you changed the file',
    none: 'No image without a name was found to have your content',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, otherImages, pulledAt } = evidence.its;
    const nameLost = evidence.maybe('nameLost');
    if (pulledAt === null && nameLost === null) return say.ruledOut(say.text('notPulled'), evidence.from('pulledAt'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const built = otherImages.find(({ names, seen }) => names.length === 0 && hasContentOf(seen, fileOnHost));
    if (!built) return say.ruledOut(say.text('none'), evidence.from('otherImages'));
    const image = container.Config.Image;
    const id = shortId(built.id);
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    const policy = evidence.maybe('service')?.pullPolicy;
    const speak = pulledAt === null ? say.likely : say.confirmed;
    return speak(
      say.text('answer', { image }),
      [
        nameLost === null
          ? {
              text: say.text('pulled', { image, time: new Date(pulledAt ?? 0).toISOString() }),
              from: evidence.from('pulledAt'),
            }
          : {
              text: say.text(nameLost.by, { id, image, digest: shortId(nameLost.digest) }),
              from: evidence.from('nameLost'),
            },
        {
          text: say.text('has', { id, path: built.seen.path }),
          from: commandLine`docker run --rm --entrypoint sha256sum ${id} ${built.seen.path}`,
        },
        ...(seen ? [{ text: say.text('lacks', { image }), from: evidence.from(key, contentName(seen)) }] : []),
        ...(policy ? [{ text: say.text('policy', { policy: policy.value }), from: placed(policy.at) }] : []),
      ],
      // With a policy that pulls again, only a build brings the name back.
      policy ? buildAndRecreate(evidence) : runOtherImage(evidence, built),
    );
  },
});
