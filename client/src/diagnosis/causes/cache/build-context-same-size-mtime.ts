import { contentName, hasContentOf, hasSizeAndTimeOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate, touch } from '../../remedies.ts';

export default defineCause({
  hop: 'cache',
  title: 'The edit kept the file’s size and time, so the builder never received it',
  why: 'BuildKit asks the client only for files whose size, time, mode or owner differ from what it received before. A file whose content changed while size and time stayed (a restored time, an unpacked archive, a generated file) is taken for unchanged by every later build, with `--no-cache` too.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer', 'builtSince'],
  outranks: ['image-not-rebuilt'],
  messages: {
    answer: '{file} changed without a new size or time, so the build took it for unchanged',
    same: 'The file in {image} has another content, and the same size ({size} bytes) and time ({time})',
    yours: 'Your file has sha256 {sha256}, with that size and time',
    built: 'A build ran after the edit, and did not take it',
    wouldCopy: 'The build copies it: {instruction}',
    arrived: 'The container has your content',
    otherSizeOrTime: 'Size or time differ from those of the file in the image, so a build sees the edit',
    notBuilt: 'No build ran since the edit',
    legacy: 'The legacy builder made the image, which compares content',
    noWay: 'The Dockerfile does not bring the file to that path',
    byMount: 'A mount decides what is at that path',
    notSeen: 'The file in the image was not read',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer, builtSince } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    const key = evidence.maybe('fileInTaggedImage') ? 'fileInTaggedImage' : 'fileInImage';
    const seen = evidence.maybe(key);
    if (seen?.kind !== 'file') return say.ruledOut(say.text('notSeen'), key);
    if (leavesImageOut(evidence.maybe('mount'))) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (hasContentOf(seen, fileOnHost) || !hasSizeAndTimeOf(seen, fileOnHost))
      return say.ruledOut(say.text('otherSizeOrTime'), evidence.from(key));
    if (!builtSince) return say.ruledOut(say.text('notBuilt'), evidence.from('builtSince'));
    const isLegacy = evidence.maybe('containerHistory')?.[0]?.CreatedBy.includes('#(nop)') === true;
    if (isLegacy) return say.ruledOut(say.text('legacy'), evidence.from('containerHistory'));
    const copy = plan.copies.find(({ containerPath }) => containerPath === seen.path);
    if (!copy || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const file = plan.pathInContext ?? fileOnHost.path;
    const time = new Date(fileOnHost.modifiedMs).toISOString();
    return say.confirmed(
      say.text('answer', { file }),
      [
        {
          text: say.text('same', { image: container.Config.Image, size: seen.size, time }),
          from: evidence.from(key, contentName(seen)),
        },
        { text: say.text('yours', { sha256: fileOnHost.sha256 }), from: `sha256sum ${fileOnHost.path}` },
        { text: say.text('built'), from: evidence.from('builtSince') },
        { text: say.text('wouldCopy', { instruction: copy.instruction }), from: `${copy.at.file}:${copy.at.line}` },
      ],
      [touch(fileOnHost.path), ...buildAndRecreate(evidence)],
    );
  },
});
