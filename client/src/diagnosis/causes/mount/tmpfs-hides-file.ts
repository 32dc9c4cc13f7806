import { containerName, contentName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { takeMountAway } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'mount',
  title: 'A tmpfs lies over the file',
  why: 'A tmpfs is a file system in memory, empty each time the container starts. It hides what the image or a mount has at that path. The engine’s archive, and so `docker cp`, does not see it.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost'],
  messages: {
    answer: 'A tmpfs at {destination} hides {path} in {container}',
    mounted: '{container} has a tmpfs at {destination}; it is empty when the container starts',
    stated: 'It is stated there: a tmpfs at {destination}',
    absent: 'A process in the container finds no {path}',
    otherContent: 'A process in the container reads another content at {path}',
    notThis: 'No tmpfs covers the path',
    there: 'The tmpfs has your content: something put it there after the start',
  },
  judge(evidence, say) {
    const { container, mount, containerPath: path, fileOnHost } = evidence.its;
    if (mount?.kind !== 'tmpfs') return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    const seen = evidence.maybe('fileInContainer');
    if (hasContentOf(seen, fileOnHost)) return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const destination = mount.mount.Destination;
    const name = containerName(container);
    const stated = evidence
      .maybe('service')
      ?.mounts.find(({ target }) => target.replace(/(.)\/+$/, '$1') === destination.replace(/(.)\/+$/, '$1'));
    // Without an answer from inside, the mount alone is the proof: a tmpfs starts empty, but something may have filled it since.
    const speak = seen && evidence.maybe('mayExec') !== false ? say.confirmed : say.likely;
    return speak(
      say.text('answer', { destination, path, container: name }),
      [
        {
          text: say.text('mounted', { container: name, destination }),
          from: evidence.from('container', `.HostConfig.Tmpfs, .Mounts ${destination}`),
        },
        ...(stated ? [{ text: say.text('stated', { destination }), from: placed(stated.at) }] : []),
        ...(seen
          ? [
              {
                text: say.text(seen.kind === 'absent' ? 'absent' : 'otherContent', { path }),
                from: evidence.from('fileInContainer', contentName(seen)),
              },
            ]
          : []),
      ],
      takeMountAway(evidence, destination, stated),
    );
  },
});
