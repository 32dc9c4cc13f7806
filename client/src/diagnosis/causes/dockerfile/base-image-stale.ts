import { shortId } from '../../content.ts';
import { defineCause, type Known } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildWithPull } from '../../remedies.ts';
import { areSettingsPresent } from '../../settings-present.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'The image is built on an old copy of its base',
  why: 'A build takes the base image that the engine has under the name in `FROM`, and asks no registry for a newer one. What was published under that name since stays there until a build with `--pull`.',
  needs: ['container', 'baseInRegistry'],
  messages: {
    answer: '{image} is built on a copy of {base} that the registry has replaced since',
    names: 'The Dockerfile begins with {base}',
    remote: 'The registry has {digest} under {base}',
    local: 'This engine has {digest}, which came from there, and {image} begins with its layers',
    current: 'This engine has what the registry has under {base}',
    unknown: 'The registry does not know {base}',
    ownBase: 'The base image of this engine never was in the registry: it was built here',
    otherBase: '{image} was not made of the base that this engine has under {base}',
  },
  judge(evidence, say) {
    const { container, baseInRegistry } = evidence.its;
    const { image: base, digest, local, isLocalKnown, isBegunWith, at } = baseInRegistry;
    const image = container.Config.Image;
    const from = evidence.from('baseInRegistry');
    if (digest === null) return say.ruledOut(say.text('unknown', { base }), from);
    if (local.includes(digest)) return say.ruledOut(say.text('current', { base }), from);
    if (isLocalKnown !== true) return say.ruledOut(say.text('ownBase'), from);
    if (!isBegunWith)
      return say.ruledOut(say.text('otherBase', { image, base }), `docker image inspect ${base} → .RootFS.Layers`);
    const judged = say.confirmed(
      say.text('answer', { image, base }),
      [
        { text: say.text('names', { base }), from: placed(at) },
        { text: say.text('remote', { digest: shortId(digest), base }), from },
        {
          text: say.text('local', { digest: shortId(local[0] ?? ''), image }),
          from: `docker image inspect ${base} → .RepoDigests, .RootFS.Layers`,
        },
      ],
      buildWithPull(evidence),
    );
    return { ...judged, isAside: !isAllElseEqual(evidence) };
  },
});

/** Whether nothing else differs of the whole container, or of the Dockerfile, that was asked about. A file has a way of its own. */
function isAllElseEqual(evidence: Known<'container' | 'baseInRegistry'>): boolean {
  if (evidence.maybe('instructions')?.isAsked) return areSettingsPresent(evidence);
  const differences = evidence.maybe('differences');
  return differences !== null && differences.different.length + differences.missing.length === 0;
}
