import { contentName, hasContentOf, hasSizeAndTimeOf, hasTimeOfWriting } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause, type Known } from '../../define-cause.ts';
import { isOfLegacyBuilder } from '../../match-history.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, touch } from '../../remedies.ts';
import { imageKey } from '../../missed-image.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'cache',
  title: 'The edit kept the file’s size and time, so the builder never received it',
  why: 'BuildKit asks the client only for files whose size, time, mode or owner differ from what it received before. A file whose content changed while size and time stayed (a restored time, an unpacked archive, a generated file) is taken for unchanged by every later build, with `--no-cache` too.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer', 'builtSince'],
  outranks: ['image-not-rebuilt', 'built-but-not-loaded'],
  messages: {
    answer: '{file} changed without a new size or time, so a build takes it for unchanged',
    same: 'The file in {image} has another content, and the same size ({size} bytes) and time ({time})',
    sameSize:
      'The file in {image} has another content and the same size ({size} bytes); its time is that of the build that first made the cached layer',
    yours: 'Your file has sha256 {sha256}, and that size',
    built: 'A build ran after the edit, and did not take it',
    wouldCopy: 'The build copies it: {instruction}',
    arrived: 'The container has your content',
    otherSizeOrTime: 'Size or time differ from those of the file in the image, so a build sees the edit',
    written: 'The file has the time at which it was written, so a build sees the edit',
    notBuilt: 'No build ran since the edit',
    legacy: 'The legacy builder made the image, which compares content',
    noWay: 'The Dockerfile does not bring the file to that path',
    byMount: 'A mount decides what is at that path',
    notSeen: 'The file in the image was not read',
    layerHasIt: 'A layer of the image has your content, so the builder received it',
    throughImage: 'The file comes from the image {source}, and not from the build context',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer, builtSince } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    const key = imageKey(evidence);
    const seen = evidence.maybe(key);
    if (seen?.kind !== 'file') return say.ruledOut(say.text('notSeen'), key);
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const source = evidence.maybe('sourceImage');
    if (source) return say.ruledOut(say.text('throughImage', { source: source.image }), evidence.from('sourceImage'));
    if (evidence.maybe('layers')?.some(({ content }) => content === 'yours'))
      return say.ruledOut(say.text('layerHasIt'), evidence.from('layers'));
    if (hasTimeOfWriting(fileOnHost)) return say.ruledOut(say.text('written'), evidence.from('fileOnHost'));
    const isSameTime = hasSizeAndTimeOf(seen, fileOnHost);
    if (hasContentOf(seen, fileOnHost) || !(isSameTime || wasBuiltFromCache(evidence, seen.size)))
      return say.ruledOut(say.text('otherSizeOrTime'), evidence.from(key));
    if (!builtSince && !isSameTime) return say.ruledOut(say.text('notBuilt'), evidence.from('builtSince'));
    if (isOfLegacyBuilder(evidence.maybe('containerHistory') ?? []))
      return say.ruledOut(say.text('legacy'), evidence.from('containerHistory'));
    const copy = plan.copies.find(({ containerPath }) => containerPath === seen.path);
    if (!copy || plan.ignore?.isExcluded) return say.ruledOut(say.text('noWay'), evidence.from('plan'));
    const file = fileOnHost.path;
    const time = new Date(fileOnHost.modifiedMs).toISOString();
    const image = container.Config.Image;
    // Where no trace of a build was left, the next one will pass the file over all the same; and a later step may have made what the image has.
    const isSure = isSameTime && builtSince && !evidence.isMissing('layers');
    const speak = isSure ? say.confirmed : say.likely;
    return speak(
      say.text('answer', { file }),
      [
        {
          text: isSameTime
            ? say.text('same', { image, size: seen.size, time })
            : say.text('sameSize', { image, size: seen.size }),
          from: evidence.from(key, contentName(seen)),
        },
        { text: say.text('yours', { sha256: fileOnHost.sha256 }), from: commandLine`sha256sum ${fileOnHost.path}` },
        ...(builtSince ? [{ text: say.text('built'), from: evidence.from('builtSince') }] : []),
        { text: say.text('wouldCopy', { instruction: copy.instruction }), from: placed(copy.at) },
      ],
      [touch(fileOnHost.path), ...buildAndRecreate(evidence)],
    );
  },
});

/**
 * Whether a build of this Dockerfile since the edit gave this very image, with a file of the same size. Its layer may come from a build
 * elsewhere, since the cache goes by content: then the time of the file in the image is that build's, and tells nothing.
 */
function wasBuiltFromCache(evidence: Known<'fileOnHost' | 'container'>, sizeInImage: number): boolean {
  const { fileOnHost, container } = evidence.its;
  const tagged = evidence.maybe('taggedImage')?.Id;
  // The builder received the old content before the container was created, and so not with a later time.
  if (sizeInImage !== fileOnHost.size || fileOnHost.modifiedMs > Date.parse(container.Created)) return false;
  return (evidence.maybe('buildsSince') ?? []).some(
    ({ status, images }) =>
      status !== 'failed' && status !== 'running' && (images === null || images.includes(tagged ?? '')),
  );
}
