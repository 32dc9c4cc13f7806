import { containerName, shortId } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { recreateWithNewVolumes, replaceNamedVolume } from '../../remedies.ts';

export default defineCause({
  hop: 'process',
  title: 'The database reads its init scripts only while it has no data',
  why: 'Images of databases run what is in `/docker-entrypoint-initdb.d` once, when the data folder is empty. With data in the volume, later starts skip it, so a changed or added script does nothing: it has to be run by hand as a migration, or the data have to be made anew.',
  needs: ['container', 'containerPath', 'fileOnHost', 'initialisation'],
  outranks: [
    'process-not-restarted',
    'single-file-bind-old-inode',
    'bind-folder-replaced',
    'bind-source-symlink-repointed',
  ],
  messages: {
    answer: '{container} runs {path} only while it has no data, and {mounted} has data from before your change',
    once: '{folder} is read once, when the data folder is empty',
    data: '{mounted} is mounted at {destination}: {oldest} is there since {since}',
    changed: 'Your file was changed at {time}',
    noData: 'No data are mounted, or none are there yet',
    younger: 'The data are younger than your change, so the script was run',
  },
  judge(evidence, say) {
    const { container, containerPath: path, fileOnHost, initialisation } = evidence.its;
    if (!initialisation) return say.ruledOut(say.text('noData'), evidence.from('initialisation'));
    const { folder, destination, kind, sinceMs, oldest } = initialisation;
    if (sinceMs >= fileOnHost.modifiedMs) return say.ruledOut(say.text('younger'), evidence.from('initialisation'));
    const mounted = kind === 'anonymous-volume' ? shortId(initialisation.mounted) : initialisation.mounted;
    const name = containerName(container);
    // Two times tell it, and the image's own habit; what the entrypoint did is not seen.
    return say.likely(
      say.text('answer', { container: name, path, mounted }),
      [
        { text: say.text('once', { folder }), from: path },
        {
          text: say.text('data', { mounted, destination, oldest, since: new Date(sinceMs).toISOString() }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        {
          text: say.text('changed', { time: new Date(fileOnHost.modifiedMs).toISOString() }),
          from: `stat -c %y ${fileOnHost.path}`,
        },
      ],
      kind === 'named-volume'
        ? replaceNamedVolume(evidence, initialisation.mounted)
        : kind === 'anonymous-volume'
          ? recreateWithNewVolumes(evidence)
          : [],
    );
  },
});
