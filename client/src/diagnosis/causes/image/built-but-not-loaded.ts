import { contentName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { wasMadeSince } from '../../made-since.ts';

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
    lacks: '{image} has another content at {path}',
    absent: '{image} has no {path}',
    noBuild: 'No build ran since you changed the file',
    notDone: 'The last build did not end well, or what became of it is not known',
    loaded: 'The last build’s image is on this engine',
    moved: 'The tag was set after the build began',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    noWay: 'The Dockerfile does not bring the file to that path',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer, buildsSince } = evidence.its;
    const [build] = buildsSince;
    if (!build) return say.ruledOut(say.text('noBuild'), evidence.from('buildsSince'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (leavesImageOut(evidence.maybe('mount'))) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (plan.copies.length === 0 || plan.ignore?.isExcluded)
      return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const tagged = evidence.maybe('taggedImage');
    if (tagged && wasMadeSince(tagged, build.startedMs))
      return say.ruledOut(say.text('moved'), evidence.from('taggedImage', '.Metadata.LastTagTime'));
    const isElsewhere = build.driver !== null && build.driver !== 'docker';
    if (build.status === 'failed' || build.status === 'running' || (build.status === 'unknown' && !isElsewhere))
      return say.ruledOut(say.text('notDone'), evidence.from('buildsSince'));
    if (build.isLoaded === true) return say.ruledOut(say.text('loaded'), evidence.from('buildsSince'));
    const image = container.Config.Image;
    const time = new Date(build.startedMs).toISOString();
    const key = evidence.maybe('fileInTaggedImage') ? 'fileInTaggedImage' : 'fileInImage';
    const seen = evidence.maybe(key);
    const isStated = build.toldBy === 'record' && build.images?.length === 0;
    const told = build.toldBy === 'record' ? (isStated ? 'record' : 'gone') : build.toldBy === 'cache' ? 'cache' : null;
    const driver = say.text('driver', { builder: build.builder, driver: build.driver ?? '' });
    const lacks = seen && {
      text:
        seen.kind === 'absent'
          ? say.text('absent', { image, path: seen.path })
          : say.text('lacks', { image, path: seen.path }),
      from: evidence.from(key, contentName(seen)),
    };
    const speak = isStated ? say.confirmed : say.likely;
    const first = told
      ? { text: say.text(told, { time }), from: evidence.from('buildsSince') }
      : { text: driver, from: `docker buildx inspect ${build.builder}` };
    return speak(
      say.text('answer', { image }),
      [
        first,
        ...(told && isElsewhere ? [{ text: driver, from: `docker buildx inspect ${build.builder}` }] : []),
        ...(lacks ? [lacks] : []),
      ],
      buildAndRecreate(evidence),
    );
  },
});
