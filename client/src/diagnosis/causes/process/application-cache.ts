import { freshnessOf } from '../../../../../core/src/content-overlap.ts';
import { containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { clearCache } from '../../remedies/caches.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'process',
  title: 'The framework’s own cache is older than the change',
  why: 'In production, frameworks read configuration, routes and templates once and keep what they made of them in a folder. A new file beside it changes nothing until that cache is cleared.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'frameworkCaches'],
  outranks: ['process-not-restarted'],
  messages: {
    answer: '{container} has your change, and {framework} keeps what it made before it in {path}',
    keptInVolume: '{path} is in a volume, which outlives builds and new containers',
    kept: '{path} is in the container',
    older: 'The newest file of {path} is of {made}; your file was changed at {changed}',
    lineMissing: 'Line {line} of your file is not in it, others are',
    reads: '{framework} does not compare it with the files again in production',
    checked: '{framework} compares its cache with the files',
    fresh: '{path} is not older than your change',
    notThere: 'The container does not have the file as it is now',
    reloads: '{reloader} runs, which does not go by that cache',
    none: 'No cache of a framework was found',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, frameworkCaches } = evidence.its;
    const from = evidence.from('frameworkCaches');
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const reloader = evidence.maybe('process')?.reloader ?? null;
    if (reloader !== null) return say.ruledOut(say.text('reloads', { reloader }), evidence.from('process'));
    const judged = frameworkCaches.map((each) => ({ each, freshness: freshnessOf(each.seen.overlap, false) }));
    const told = judged.find(({ freshness }) => freshness === 'stale' || freshness === 'probably-stale') ?? judged[0];
    if (!told) return say.ruledOut(say.text('none'), from);
    const { each, freshness } = told;
    const { framework, path, seen, keptIn, isChecked, clear } = each;
    const isOlder = seen.modifiedMs + 1000 < fileOnHost.modifiedMs;
    if (freshness === 'fresh' || !isOlder) return say.ruledOut(say.text('fresh', { path }), from);
    if (isChecked && freshness === 'unknown') return say.ruledOut(say.text('checked', { framework }), from);
    const name = containerName(container);
    const line = seen.overlap.missingLine;
    return say.likely(
      say.text('answer', { container: name, framework, path }),
      [
        {
          text: say.text('older', {
            path,
            made: new Date(seen.modifiedMs).toISOString(),
            changed: new Date(fileOnHost.modifiedMs).toISOString(),
          }),
          from: commandLine`docker exec ${name} ls -lR ${path}`,
        },
        { text: say.text('reads', { framework }), from },
        {
          text: keptIn === 'volume' ? say.text('keptInVolume', { path }) : say.text('kept', { path }),
          from: evidence.from('container', '.Mounts'),
        },
        ...(freshness !== 'unknown' && line !== null
          ? [{ text: say.text('lineMissing', { line }), from: commandLine`docker cp ${name}:${path} -` }]
          : []),
      ],
      clearCache(evidence, clear),
    );
  },
});
