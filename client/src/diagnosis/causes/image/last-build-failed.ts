import { contentName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { wasMadeSince } from '../../made-since.ts';

export default defineCause({
  hop: 'image',
  title: 'The last build failed, and the tag still names the image of before',
  why: 'A build that fails leaves the tag where it was. Its error has scrolled by, `docker run` and `docker compose up` start the image of before, and nothing looks broken.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer', 'buildsSince'],
  outranks: ['image-not-rebuilt'],
  messages: {
    answer: 'The last build since you changed {file} failed, so {image} is still the one of before',
    record: 'The build of {time} ended with an error',
    line: 'It failed at line {line}: {step}',
    cache: 'A build began at {time}, and the build cache has no trace of its last step',
    lacks: '{image} has another content at {path}',
    absent: '{image} has no {path}',
    noBuild: 'No build ran since you changed the file',
    notFailed: 'The last build did not fail',
    moved: 'The tag was set after the file was changed',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    noWay: 'The Dockerfile does not bring the file to that path',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer, buildsSince } = evidence.its;
    const [build] = buildsSince;
    if (!build) return say.ruledOut(say.text('noBuild'), evidence.from('buildsSince'));
    if (build.status !== 'failed') return say.ruledOut(say.text('notFailed'), evidence.from('buildsSince'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (leavesImageOut(evidence.maybe('mount'))) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (plan.copies.length === 0 || plan.ignore?.isExcluded)
      return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const tagged = evidence.maybe('taggedImage');
    if (tagged && wasMadeSince(tagged, build.startedMs))
      return say.ruledOut(say.text('moved'), evidence.from('taggedImage', '.Metadata.LastTagTime'));
    const image = container.Config.Image;
    const time = new Date(build.startedMs).toISOString();
    const key = evidence.maybe('fileInTaggedImage') ? 'fileInTaggedImage' : 'fileInImage';
    const seen = evidence.maybe(key);
    const isRecorded = build.toldBy === 'record';
    const speak = isRecorded ? say.confirmed : say.likely;
    const { failedAt, failedStep } = build;
    return speak(
      say.text('answer', { image, file: plan.pathInContext ?? fileOnHost.path }),
      [
        isRecorded
          ? { text: say.text('record', { time }), from: evidence.from('buildsSince') }
          : { text: say.text('cache', { time }), from: 'docker builder du --verbose' },
        ...(failedAt
          ? [
              {
                text: say.text('line', { line: failedAt.line, step: failedStep ?? '' }),
                from: `${failedAt.file}:${failedAt.line}`,
              },
            ]
          : []),
        ...(seen
          ? [
              {
                text:
                  seen.kind === 'absent'
                    ? say.text('absent', { image, path: seen.path })
                    : say.text('lacks', { image, path: seen.path }),
                from: evidence.from(key, contentName(seen)),
              },
            ]
          : []),
      ],
      buildAndRecreate(evidence),
    );
  },
});
