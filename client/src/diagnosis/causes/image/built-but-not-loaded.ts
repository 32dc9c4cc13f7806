import { isImageId } from '../../../../../core/src/image-reference.ts';
import { judgeNotLoaded } from '../../dockerfile-builds.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { factOfImage, imageKey, whyNotMissed } from '../../missed-image.ts';

export default defineCause({
  hop: 'image',
  title: 'The build was done, but its result never became an image of this engine',
  why: 'A builder other than the engine’s own keeps its result unless `--load` or `--push` is given, and `--output` writes files, an archive or nothing at all. The build says that it is done; the tag stays where it was.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer', 'buildsSince'],
  outranks: ['image-not-rebuilt'],
  messages: {
    answer: 'Your change was built, but the result was not loaded as {image}',
    record: 'The build of {time} was completed, and its record names no image',
    gone: 'The build of {time} was completed, and the engine has no image of it',
    driver: 'Builder {builder} runs with the driver {driver}, which keeps results unless --load is given',
    cache: 'A build got to its last step at {time}, and no image came of it',
    noBuild: 'No build ran since you changed the file',
    notDone: 'The last build did not end well, or what became of it is not known',
    loaded: 'The last build’s image is on this engine',
    noName: 'The container was created from {image}, an ID and no name',
  },
  judgeDockerfile: judgeNotLoaded,
  judge(evidence, say) {
    const { container, buildsSince } = evidence.its;
    const [build] = buildsSince;
    if (!build) return say.ruledOut(say.text('noBuild'), evidence.from('buildsSince'));
    const notMissed = whyNotMissed(evidence, build.startedMs);
    if (notMissed) return notMissed;
    const isElsewhere = build.driver !== null && build.driver !== 'docker';
    if (build.status === 'failed' || build.status === 'running' || (build.status === 'unknown' && !isElsewhere))
      return say.ruledOut(say.text('notDone'), evidence.from('buildsSince'));
    if (build.isLoaded === true) return say.ruledOut(say.text('loaded'), evidence.from('buildsSince'));
    const image = container.Config.Image;
    const isStated = build.toldBy === 'record' && build.images?.length === 0;
    // An ID names one content for ever: no build could be loaded as it, and this one may well have got a name.
    if (!isStated && isImageId(image))
      return say.ruledOut(say.text('noName', { image }), evidence.from('container', '.Config.Image'));
    const time = new Date(build.startedMs).toISOString();
    const seen = evidence.maybe(imageKey(evidence));
    const told = build.toldBy === 'record' ? (isStated ? 'record' : 'gone') : build.toldBy === 'cache' ? 'cache' : null;
    const driver = say.text('driver', { builder: build.builder, driver: build.driver ?? '' });
    const speak = isStated ? say.confirmed : say.likely;
    const first = told
      ? { text: say.text(told, { time }), from: evidence.from('buildsSince') }
      : { text: driver, from: `docker buildx inspect ${build.builder}` };
    return speak(
      say.text('answer', { image }),
      [
        first,
        ...(told && isElsewhere ? [{ text: driver, from: `docker buildx inspect ${build.builder}` }] : []),
        ...(seen ? [factOfImage(evidence, image, seen)] : []),
      ],
      buildAndRecreate(evidence),
    );
  },
});
