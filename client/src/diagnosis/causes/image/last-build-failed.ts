import { judgeFailed } from '../../dockerfile-builds.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { mendAndBuild } from '../../remedies/by-hand.ts';
import { factOfImage, imageKey, whyNotMissed } from '../../missed-image.ts';

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
    noBuild: 'No build ran since you changed the file',
    notFailed: 'The last build did not fail',
  },
  judgeDockerfile: judgeFailed,
  judge(evidence, say) {
    const { fileOnHost, container, buildsSince } = evidence.its;
    const [build] = buildsSince;
    if (!build) return say.ruledOut(say.text('noBuild'), evidence.from('buildsSince'));
    if (build.status !== 'failed') return say.ruledOut(say.text('notFailed'), evidence.from('buildsSince'));
    const notMissed = whyNotMissed(evidence, build.startedMs);
    if (notMissed) return notMissed;
    const image = container.Config.Image;
    const time = new Date(build.startedMs).toISOString();
    const seen = evidence.maybe(imageKey(evidence));
    const isRecorded = build.toldBy === 'record';
    const speak = isRecorded ? say.confirmed : say.likely;
    const { failedAt, failedStep } = build;
    return speak(
      say.text('answer', { image, file: fileOnHost.path }),
      [
        isRecorded
          ? { text: say.text('record', { time }), from: evidence.from('buildsSince') }
          : { text: say.text('cache', { time }), from: 'docker builder du --verbose' },
        ...(failedAt
          ? [
              {
                text: say.text('line', { line: failedAt.line, step: failedStep ?? '' }),
                from: placed(failedAt),
              },
            ]
          : []),
        ...(seen ? [factOfImage(evidence, image, seen)] : []),
      ],
      mendAndBuild(evidence, build),
    );
  },
});
