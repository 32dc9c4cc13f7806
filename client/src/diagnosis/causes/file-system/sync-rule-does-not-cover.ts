import { contentName, containerName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate } from '../../remedies.ts';

export default defineCause({
  hop: 'file-system',
  title: 'Compose’s watch rules did not bring the file',
  why: '`docker compose watch` copies what `develop.watch` names, from the moment it is started. A file outside of all rules, one that a rule ignores, and an edit made while nobody watched stay on the host.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'syncRules'],
  outranks: ['image-not-rebuilt'],
  messages: {
    answerOutside: 'No watch rule of {service} covers {file}, so it was not synced into {container}',
    answerIgnored: 'A watch rule of {service} ignores {file}, so it was not synced into {container}',
    answerNotWatched:
      'A watch rule covers {file}, but nobody runs “docker compose watch”, so {container} did not get it',
    answerTooLate: '“docker compose watch” was started after your change to {file}, so {container} did not get it',
    outside: '{file} is below no path that {service} watches; rules read: {count}',
    ignored: 'The rule for {path} ignores it: {pattern}',
    covers: 'The rule for {path} would bring it ({action})',
    notRunning: 'No process of this machine runs “docker compose watch” for this project',
    since: 'It watches since {since}; your file changed at {changed}',
    lacks: '{container} has another content',
    absent: '{container} has no such file',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
    noRules: 'The service has no watch rules',
    watched: 'A rule covers the file, and it is being watched',
    imageHasIt: 'The image has your content: the container was not made from it, or was changed',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, syncRules } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (!syncRules) return say.ruledOut(say.text('noRules'), evidence.from('service'));
    if (leavesImageOut(evidence) || evidence.maybe('mount'))
      return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const inImage = evidence.maybe('fileInTaggedImage') ?? evidence.maybe('fileInImage');
    if (hasContentOf(inImage, fileOnHost))
      return say.ruledOut(say.text('imageHasIt'), evidence.from('fileInTaggedImage'));
    const name = containerName(container);
    const file = fileOnHost.path;
    const service = container.Config.Labels['com.docker.compose.service'] ?? '';
    const { state, rule, pattern, count, first, isWatching, watchingSinceMs } = syncRules;
    const content = {
      text:
        fileInContainer.kind === 'absent'
          ? say.text('absent', { container: name })
          : say.text('lacks', { container: name }),
      from: evidence.from('fileInContainer', contentName(fileInContainer)),
    };
    const remedies = buildAndRecreate(evidence);
    if (state === 'outside' || !rule) {
      const outside = { text: say.text('outside', { file, service, count }), from: placed(first) };
      return say.confirmed(say.text('answerOutside', { service, file, container: name }), [outside, content], remedies);
    }
    const from = placed(rule.at);
    if (state === 'ignored') {
      const ignored = { text: say.text('ignored', { path: rule.path, pattern: pattern ?? '' }), from };
      return say.confirmed(say.text('answerIgnored', { service, file, container: name }), [ignored, content], remedies);
    }
    const covers = { text: say.text('covers', { path: rule.path, action: rule.action }), from };
    if (isWatching === false) {
      const nobody = { text: say.text('notRunning'), from: '/proc/*/cmdline' };
      return say.likely(say.text('answerNotWatched', { file, container: name }), [covers, nobody, content], remedies);
    }
    if (watchingSinceMs === null || watchingSinceMs <= fileOnHost.modifiedMs)
      return say.ruledOut(say.text('watched'), from);
    const since = say.text('since', {
      since: new Date(watchingSinceMs).toISOString(),
      changed: new Date(fileOnHost.modifiedMs).toISOString(),
    });
    return say.likely(
      say.text('answerTooLate', { file, container: name }),
      [covers, { text: since, from: '/proc/*/cmdline' }, content],
      remedies,
    );
  },
});
