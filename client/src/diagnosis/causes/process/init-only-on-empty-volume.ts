import { containerName, shortId } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { onlyTouchedSince } from '../../only-touched.ts';
import { recreateWithNewVolumes, replaceNamedVolume } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'process',
  title: 'The database reads its init scripts and first settings only while it has no data',
  why: 'Images of databases run what is in `/docker-entrypoint-initdb.d`, and read variables such as `POSTGRES_PASSWORD`, once: when the data folder is empty. With data in the volume, later starts skip it, so a changed script, name or password does nothing: it has to be changed in the database itself, or the data have to be made anew.',
  needs: ['container', 'initialisation'],
  outranks: [
    'process-not-restarted',
    'single-file-bind-old-inode',
    'bind-folder-replaced',
    'bind-source-symlink-repointed',
  ],
  messages: {
    answer: '{container} runs {path} only while it has no data, and {mounted} has data from before your change',
    answerVariables:
      '{container} reads {names} only while it has no data, and {mounted} has data from before your change',
    once: '{folder} is read once, when the data folder is empty',
    onceVariables: 'Read once, when the data folder is empty: {names}',
    data: '{mounted} is mounted at {destination}: {oldest} is there since {since}',
    changed: 'Your file was changed at {time}',
    mixed: 'The file states other settings too, and which of them was changed is not known',
    noData: 'No data are mounted, or none are there yet',
    younger: 'The data are younger than your change, so they were made with it',
    sameContainer: 'This very container made the data, with the variables that it has',
  },
  judge(evidence, say) {
    const { container, initialisation } = evidence.its;
    if (!initialisation) return say.ruledOut(say.text('noData'), evidence.from('initialisation'));
    const { readOnce, destination, kind, sinceMs, oldest } = initialisation;
    const { names, file, changedMs, isAll } = readOnce;
    if (sinceMs >= changedMs) return say.ruledOut(say.text('younger'), evidence.from('initialisation'));
    const touched = onlyTouchedSince(evidence, sinceMs);
    if (touched) return touched;
    const isOfVariables = readOnce.kind === 'variables';
    if (isOfVariables && Date.parse(container.Created) <= sinceMs)
      return say.ruledOut(say.text('sameContainer'), evidence.from('container', '.Created'));
    const mounted = kind === 'anonymous-volume' ? shortId(initialisation.mounted) : initialisation.mounted;
    const name = containerName(container);
    const path = evidence.maybe('containerPath') ?? file;
    const list = names.join(', ');
    // Two times tell it, and the image's own habit; what the entrypoint did is not seen.
    const speak = isAll ? say.likely : say.possible;
    return speak(
      isOfVariables
        ? say.text('answerVariables', { container: name, names: list, mounted })
        : say.text('answer', { container: name, path, mounted }),
      [
        readOnce.kind === 'folder'
          ? { text: say.text('once', { folder: list }), from: path }
          : { text: say.text('onceVariables', { names: list }), from: evidence.from('container', '.Config.Env') },
        {
          text: say.text('data', { mounted, destination, oldest, since: new Date(sinceMs).toISOString() }),
          from: evidence.from('container', `.Mounts ${destination}`),
        },
        {
          text: say.text('changed', { time: new Date(changedMs).toISOString() }),
          from: commandLine`stat -c %y ${file}`,
        },
        ...(isAll ? [] : [{ text: say.text('mixed'), from: file }]),
      ],
      kind === 'named-volume'
        ? replaceNamedVolume(evidence, initialisation.mounted)
        : kind === 'anonymous-volume'
          ? recreateWithNewVolumes(evidence)
          : [],
    );
  },
});
