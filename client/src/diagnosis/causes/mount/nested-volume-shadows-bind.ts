import { contentName, containerName, hasContentOf, shortId } from '../../content.ts';
import { isVolume } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { recreateWithNewVolumes, removeMount, replaceNamedVolume } from '../../remedies.ts';

export default defineCause({
  hop: 'mount',
  title: 'A volume inside a live bind mount hides that part of it',
  why: 'With `.:/app` the container reads your folder itself, but a volume at `/app/dist` or `/app/node_modules` lies over that part. What you write there on the host stays behind the volume.',
  needs: ['container', 'mount', 'containerPath', 'fileOnHost', 'fileInContainer', 'hiddenBind', 'volume'],
  outranks: ['named-volume-keeps-old-files', 'anonymous-volume-kept', 'shared-volume-filled-by-another-image'],
  messages: {
    answer: 'A volume at {destination} hides that part of {source}, which {container} mounts live',
    bound: '{source} is mounted at {outer}: without the volume, {path} would be your file',
    covers: 'Volume {volume} is mounted over it at {destination}',
    stated: 'The volume is stated there: {destination}',
    otherContent: 'In the volume, {path} has another content than your file',
    absent: 'The volume has no {path}',
    notThis: 'No volume lies over a bind mount of the file',
    there: 'The volume has your content',
  },
  judge(evidence, say) {
    const { container, mount, containerPath: path, fileOnHost, fileInContainer, hiddenBind, volume } = evidence.its;
    if (!hiddenBind || !mount || !isVolume(mount)) return say.ruledOut(say.text('notThis'), evidence.from('mount'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const { Destination: destination } = mount.mount;
    const { Source: source = '', Destination: outer } = hiddenBind;
    const stated = evidence
      .maybe('service')
      ?.mounts.find(({ target }) => target.replace(/(.)\/+$/, '$1') === destination);
    const isAnonymous = mount.kind === 'anonymous-volume';
    const renewed = isAnonymous ? recreateWithNewVolumes(evidence) : replaceNamedVolume(evidence, volume.Name);
    return say.confirmed(
      say.text('answer', { destination, source, container: containerName(container) }),
      [
        { text: say.text('bound', { source, outer, path }), from: evidence.from('container', `.Mounts ${outer}`) },
        {
          text: say.text('covers', { volume: isAnonymous ? shortId(volume.Name) : volume.Name, destination }),
          from: evidence.from('container', `.Mounts ${destination} ${volume.Name}`),
        },
        ...(stated ? [{ text: say.text('stated', { destination }), from: placed(stated.at) }] : []),
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'otherContent', { path }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      stated?.removal ? removeMount(evidence, stated) : renewed,
    );
  },
});
